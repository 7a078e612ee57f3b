"""Gathers what is wrong with one PX file while it is read."""

from dataclasses import dataclass, field

from endorr.statistics.formats.problems import Problem, Said, Severity, UnreadableError, shown
from endorr.statistics.formats.px.keywords import ESSENTIAL
from endorr.statistics.formats.px.lexer import Statement


@dataclass(slots=True)
class Report:
    """The problems of a file by name; faults in essential keywords are fatal, in others they are warnings."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def fatal(self, line: int, keyword: str, expected: Said, found: object = None) -> None:
        """Notes what keeps the file from being loaded."""
        self._add(Severity.FATAL, line, keyword, expected, found)

    def warn(self, line: int, keyword: str, expected: Said, found: object = None) -> None:
        """Notes what is left out or put right."""
        self._add(Severity.WARNING, line, keyword, expected, found)

    def fault(self, statement: Statement, expected: Said, found: object = None) -> None:
        """Notes a fault in a statement: fatal if its keyword is essential, unless only a translation is lost."""
        grave = statement.keyword in ESSENTIAL and not statement.language
        severity = Severity.FATAL if grave else Severity.WARNING
        self._add(severity, statement.line, statement.keyword, expected, found)

    def _add(self, severity: Severity, line: int, keyword: str, expected: Said, found: object) -> None:
        self.problems.append(
            Problem(severity, self.file, line, keyword, expected, "" if found is None else shown(found))
        )

    def stop_if_fatal(self) -> None:
        """Raises `UnreadableError` with everything found so far if any of it is fatal."""
        if any(problem.severity is Severity.FATAL for problem in self.problems):
            raise UnreadableError(self.problems)
