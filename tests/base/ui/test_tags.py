"""The template tags, as a page that uses them would see them come out."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from endorr.base.ui.forms import SampleForm
from endorr.base.ui.parts import Column, Link, Row, Step, Table, Tag, Task

SPITEFUL = '<b onclick="x">&</b>'


def drawn(source: str, **context: Any) -> str:
    return re.sub(r"[ \n]+", " ", Template("{% load ui %}" + source).render(Context(context)))


def filled(**changes: str) -> SampleForm:
    return SampleForm(
        {"question": "Tull", "name": "Maja", "email": "maja@bolaget.example", "channel": "mail", "promise": "on"}
        | changes
    )


def test_a_field_is_named_explained_and_filled_in() -> None:
    html = drawn("{% field form.email width=20 %}", form=filled())
    assert '<label class="govuk-label" for="id_email">E-postadress</label>' in html
    assert 'id="id_email-hint" class="govuk-hint">Vi använder den bara för att svara.' in html
    (control,) = re.findall(r"<input[^>]*>", html)
    for part in (
        'type="email"',
        'value="maja@bolaget.example"',
        'autocomplete="email"',
        'aria-describedby="id_email-hint"',
        "govuk-input--width-20",
    ):
        assert part in control


def test_a_wrong_field_says_so_to_eye_and_ear() -> None:
    html = drawn("{% field form.email %}", form=filled(email="maja"))
    assert "govuk-form-group--error" in html
    (control,) = re.findall(r"<input[^>]*>", html)
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_email-hint id_email-error"' in control
    assert re.search(r'id="id_email-error">.*Fel:</span> Fyll i en giltig e-postadress', html)


def test_optional_fields_are_marked_and_required_ones_are_not() -> None:
    assert "(frivilligt)" in drawn("{% field form.market %}", form=SampleForm())
    assert "(frivilligt)" not in drawn("{% field form.name %}{% field form.promise %}", form=SampleForm())


@pytest.mark.parametrize(("name", "kind"), [("channel", "radio"), ("partners", "checkbox")])
def test_several_controls_are_one_question(name: str, kind: str) -> None:
    html = drawn("{% field form.F %}".replace("F", name), form=filled(partners="ekn"))
    assert "<fieldset" in html
    assert "<legend" in html
    controls = re.findall(r"<input[^>]*>", html)
    assert len(controls) == 3
    assert all(f'type="{kind}"' in control for control in controls)
    assert len([control for control in controls if " checked" in control]) == 1
    assert set(re.findall(r'for="([^"]+)"', html)) == set(re.findall(r'<input[^>]* id="([^"]+)"', html))


def test_a_choice_may_explain_itself() -> None:
    html = drawn("{% field form.channel hints=hints %}", form=SampleForm(), hints={"phone": "Vi ringer 8-17"})
    assert 'aria-describedby="id_channel_1-hint"' in html
    assert "Vi ringer 8-17" in html


def test_a_date_is_asked_for_as_a_swede_writes_it() -> None:
    html = drawn("{% field form.answer_by %}", form=SampleForm())
    assert "2026-11-24" in html
    assert 'inputmode="numeric"' in html
    assert 'type="text"' in html


@pytest.mark.parametrize(("size", "tag"), [('size="l"', "h2"), ('heading="xl"', "h1")])
def test_a_field_can_be_the_heading_of_its_page(size: str, tag: str) -> None:
    html = drawn("{% field form.name SIZE %}{% field form.channel SIZE %}".replace("SIZE", size), form=SampleForm())
    assert html.count("<h1") == (2 if tag == "h1" else 0)
    assert "govuk-label--" in html
    assert "govuk-fieldset__legend--" in html


def test_a_width_nobody_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        drawn("{% field form.name width=7 %}", form=SampleForm())


def test_every_error_leads_to_a_control_on_the_page() -> None:
    form = filled(question="", email="maja", channel="", answer_by="snart")
    html = drawn("{% error_summary form %}{% form_fields form %}", form=form)
    led_to = re.findall(r'<li><a href="#([^"]+)"', html)
    assert len(led_to) == 4
    assert set(led_to) <= set(re.findall(r' id="([^"]+)"', html))
    assert 'tabindex="-1" autofocus role="alert"' in html


def test_an_error_of_the_whole_form_is_said_without_a_link() -> None:
    html = drawn("{% error_summary form %}", form=filled(email="maja@exempel.se"))
    assert "<li>Adressen exempel.se tar inte emot e-post.</li>" in html


def test_a_form_without_errors_or_answers_has_no_summary() -> None:
    assert drawn("{% error_summary one two %}", one=filled(), two=SampleForm()).strip() == ""


def test_a_form_written_out_whole_has_our_markup_and_its_summary_first() -> None:
    html = drawn("{{ form }}", form=filled(name=""))
    assert html.index("govuk-error-summary") < html.index("govuk-form-group")
    assert html.count("govuk-form-group ") + html.count('govuk-form-group"') == len(SampleForm().fields)


def test_hidden_fields_go_along() -> None:
    class Keyed(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="abc")

    assert '<input type="hidden" name="key" value="abc"' in drawn("{{ form }}", form=Keyed())


def test_a_button_is_a_button_and_with_an_address_a_link() -> None:
    assert '<button class="govuk-button" type="submit">Skicka</button>' in drawn('{% button "Skicka" %}')
    named = drawn('{% button "Bort" kind="warning" name="do" value="remove" %}')
    assert '<button class="govuk-button govuk-button--warning" type="submit" name="do" value="remove">' in named
    link = drawn('{% button "Hem" kind="secondary" href="/x" %}')
    assert '<a class="govuk-button govuk-button--secondary" href="/x">Hem</a>' in link
    assert 'data-hx-post="/ta"' in drawn('{% button "Ta" data_hx_post="/ta" %}')


def test_a_table_names_its_columns_in_every_card() -> None:
    table = Table(
        "Frågor",
        [Column("Vem"), Column("Antal", numeric=True), Column("Läge")],
        [("Almi", 57075, Tag("Klart", "good"))],
    )
    html = drawn("{% table table %}", table=table)
    assert "<caption>Frågor</caption>" in html
    assert '<th scope="row">Almi' in html
    assert '<td data-label="Antal" class="ui-table__number"><span>57\N{NO-BREAK SPACE}075' in html
    assert 'class="ui-tag ui-tag--good ui-nowrap">Klart' in html


def test_a_table_whose_rows_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table("Frågor", [Column("Vem")], [("Almi", 1)])


def test_a_table_without_rows_says_so() -> None:
    assert "Här finns inget att visa ännu." in drawn("{% table table %}", table=Table("Frågor", [Column("Vem")], []))


def test_the_pages_keep_what_was_chosen() -> None:
    request = RequestFactory().get("/fragor/?lan=22&sida=3")
    html = drawn("{% pagination page %}", page=Paginator(range(100), 10).page(3), request=request)
    assert 'href="?lan=22&amp;sida=2" rel="prev"' in html
    assert 'href="?lan=22&amp;sida=4" rel="next"' in html
    assert re.search(r'href="\?lan=22&amp;sida=3" aria-label="Sida 3" aria-current="page"', html)


def test_one_page_needs_no_pages() -> None:
    request = RequestFactory().get("/")
    assert drawn("{% pagination page %}", page=Paginator([1], 10).page(1), request=request).strip() == ""


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% table x %}", {"x": Table(SPITEFUL, [Column(SPITEFUL), Column("B")], [(SPITEFUL, Link(SPITEFUL, "/"))])}),
        ("{% summary_list x %}", {"x": [Row(SPITEFUL, [SPITEFUL, Tag(SPITEFUL)], (Link(SPITEFUL, "/"),))]}),
        ("{% timeline x %}", {"x": [Step(SPITEFUL, when=SPITEFUL, text=SPITEFUL)]}),
        ("{% task_list x %}", {"x": [Task(SPITEFUL, Tag(SPITEFUL), "/", SPITEFUL)]}),
        ("{% tabs x label=y %}", {"x": [Link(SPITEFUL, SPITEFUL)], "y": SPITEFUL}),
        ("{% breadcrumbs x %}", {"x": [Link(SPITEFUL, SPITEFUL), Link(SPITEFUL, "")]}),
        ("{% stat y y note=y href=y %}{% button y value=y name=y %}{% tag y %}{% back_link y y %}", {"y": SPITEFUL}),
        ("{% notice title=y %}{{ y }}{% endnotice %}{% inset %}{{ y }}{% endinset %}", {"y": SPITEFUL}),
        ("{% details y %}{{ y }}{% enddetails %}{% panel y %}{{ y }}{% endpanel %}", {"y": SPITEFUL}),
        ("{% field form.name label=y hint=y %}{% field form.channel label=y %}", {"y": SPITEFUL, "form": SampleForm()}),
    ],
)  # fmt: skip
def test_what_people_write_never_becomes_markup(source: str, context: Mapping[str, Any]) -> None:
    html = drawn(source, **context)
    assert "&lt;b onclick=" in html
    assert "<b " not in html


def test_what_stands_between_the_tags_is_markup() -> None:
    assert "<p>Hej</p>" in drawn('{% notice kind="good" %}<p>Hej</p>{% endnotice %}')


def test_a_step_tells_when_in_words_and_in_code(tuesday: Any) -> None:
    html = drawn("{% timeline steps %}", steps=[Step("Frågan kom in", tuesday), Step("Svar", state="later")])
    assert '<time datetime="2026-11-17T08:40:00+00:00">tisdag 17 november kl. 09.40</time>' in html
    assert "Återstår: " in html
