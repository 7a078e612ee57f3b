"""Cuts the head of a PX file into statements, KEYWORD[language]("subkey")=values; past those it cannot read."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from endorr.statistics.formats.problems import Said
from endorr.statistics.table import Bare

SPACE = re.compile(r"\s*")
HEADING = re.compile(r'([^\W\d][\w-]*)\s*(?:\[\s*([^\]\s"]+)\s*\]\s*)?')
SUBKEY = re.compile(r'\s*(?:"([^"]*)"|([^\s",()]+))\s*')
ATOM = re.compile(r'\s*(?:"([^"]*)"|([,;])|([:()-])|([^\s",;:()]+))')
RESUME = re.compile(r'^[ \t]*[^\W\d][\w-]*(?:\[[^\]\n"]*\])?(?:\("[^\n]*?"\))?[ \t]*=', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One keyword of a PX file. Values are texts, `Bare` where the file had no quotation marks; lines count from 1."""

    keyword: str
    language: str
    subkeys: tuple[str, ...]
    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A statement that could not be read; `unclosed` when a text ran to the end of what was given."""

    line: int
    keyword: str
    expected: Said
    found: str
    unclosed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Lexed:
    """The statements before DATA, the faults among them and where the file's DATA (or its end) stands."""

    statements: tuple[Statement, ...]
    faults: tuple[Fault, ...]
    line: int
    has_data: bool

    @property
    def unclosed(self) -> bool:
        """Whether some text never ended, so that the DATA found may lie inside it."""
        return any(fault.unclosed for fault in self.faults)


class _FaultError(ValueError):
    def __init__(self, position: int, expected: Said, *, unclosed: bool = False) -> None:
        self.position, self.expected, self.unclosed = position, expected, unclosed
        super().__init__(expected.en)


class Lexer:
    """Reads statements off a text; newlines must already be plain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keyword = self.language = ""
        self._lines = [match.start() for match in re.finditer("\n", text)]

    def line(self, position: int) -> int:
        """The line, from 1, that a position stands on."""
        return bisect_right(self._lines, position - 1) + 1

    def lex(self) -> Lexed:
        """All statements up to DATA or the end."""
        statements: list[Statement] = []
        faults: list[Fault] = []
        while self._skip_space() < len(self.text):
            begin, self.keyword, self.language = self.at, "", ""
            try:
                statement = self._statement()
            except _FaultError as error:
                faults.append(self._fault(begin, error))
                continue
            if statement is None:
                return Lexed(tuple(statements), tuple(faults), self.line(begin), has_data=True)
            statements.append(statement)
        return Lexed(tuple(statements), tuple(faults), self.line(len(self.text)), has_data=False)

    def _fault(self, begin: int, error: _FaultError) -> Fault:
        """Notes the fault and moves on to the next line that looks like the beginning of a keyword."""
        position = min(error.position, len(self.text))
        # A text that ran over several lines most likely lacks its closing mark where it began.
        opened = self.text.rfind('"', begin, position)
        opened = self.text.rfind('"', begin, opened) if opened > begin else -1
        at = opened if opened >= 0 and ";\n" in self.text[opened:position] else position
        resume = RESUME.search(self.text, self.text.find("\n", begin) + 1 or len(self.text))
        self.at = resume.start() if resume else len(self.text)
        found = self.text[at : at + 60].split("\n", 1)[0]
        return Fault(self.line(at), self.keyword, error.expected, found, error.unclosed, self.language)

    def _skip_space(self) -> int:
        self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty string
        return self.at

    def _statement(self) -> Statement | None:
        """The next statement; None when it is DATA, and then the lexer stands just after its equals sign."""
        begin = self.at
        heading = HEADING.match(self.text, begin)
        if heading is None:
            raise _FaultError(begin, Said("ett nyckelord", "a keyword"))
        self.keyword, self.language = heading[1].upper(), heading[2] or ""
        self.at = heading.end()
        subkeys = self._subkeys() if self.text.startswith("(", self.at) else ()
        if not self.text.startswith("=", self._skip_space()):
            raise _FaultError(self.at, Said("ett likhetstecken efter nyckelordet", "an equals sign after the keyword"))
        self.at += 1
        if self.keyword == "DATA" and not subkeys:
            return None
        return Statement(self.keyword, self.language, subkeys, self._values(), self.line(begin))

    def _subkeys(self) -> tuple[str, ...]:
        subkeys: list[str] = []
        self.at += 1
        while True:
            subkey = SUBKEY.match(self.text, self.at)
            if subkey is None:
                raise _FaultError(self.at, Said("ett namn inom citattecken", "a name in quotation marks"))
            subkeys.append(subkey[1] if subkey[1] is not None else Bare(subkey[2]))
            self.at = subkey.end() + 1
            match self.text[subkey.end() : self.at]:
                case ",":
                    continue
                case ")":
                    return tuple(subkeys)
                case _:
                    raise _FaultError(
                        subkey.end(), Said("komma eller högerparentes", "a comma or a closing parenthesis")
                    )

    def _values(self) -> tuple[str, ...]:
        values: list[str] = []
        atoms: list[str] = []
        while True:
            atom = ATOM.match(self.text, self.at)
            if atom is None:
                raise self._unfinished()
            begin, self.at = atom.start(atom.lastindex or 0), atom.end()
            text, end, sign, word = atom.groups()
            if end:
                values.append(self._value(atoms, begin))
                atoms = []
                if end == ";":
                    return tuple(values)
            elif text is not None:
                atoms.append(f'"{text}"')
            elif word and atoms and atoms[-1][0] == '"':
                raise _FaultError(
                    begin,
                    Said("komma eller semikolon efter citattecknet", "a comma or a semicolon after the quotation mark"),
                )
            elif word and "=" in word:
                raise _FaultError(begin, Said("semikolon före nästa nyckelord", "a semicolon before the next keyword"))
            else:
                atoms.append(sign or word)

    def _unfinished(self) -> _FaultError:
        begin = self._skip_space()
        if begin < len(self.text):
            expected = Said("ett avslutande citattecken", "a closing quotation mark")
            return _FaultError(begin, expected, unclosed=True)
        return _FaultError(begin, Said("semikolon efter värdet", "a semicolon after the value"), unclosed=True)

    def _value(self, atoms: list[str], at: int) -> str:
        """One value: neighbouring texts run together; anything that is not only text stays in the file's notation."""
        if all(atom[0] == '"' for atom in atoms) and atoms:
            return "".join(atom[1:-1] for atom in atoms)
        if not atoms and self.text.startswith(",", at):
            raise _FaultError(at, Said("ett värde före kommat", "a value before the comma"))
        return Bare("".join(atoms))
