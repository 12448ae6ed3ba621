"""Practices, their stance, recipients and quotes, on sentences of our own."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cookietui.core.declaration import Practice as Fact
from cookietui.core.errors import BadInput
from cookietui.readers import policy
from cookietui.readers.policy import Practice, practices
from cookietui.readers.policy.rulebook import rulebook
from cookietui.sources.sample import Sample


def said(text: str, category: str) -> set[tuple[str, tuple[str, ...]]]:
    """Stance and recipients of the practices of a category."""
    return {(p.stance, tuple(p.recipients)) for p in practices(text) if p.category == category}


def stances(text: str, category: str = "third-party-sharing") -> set[str]:
    return {stance for stance, _ in said(text, category)}


def declared(text: str) -> tuple[Fact, ...]:
    return policy.read(Sample("policy.txt", text.encode())).practices


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("first-party-use", "When you place an order we collect your name, address and credit card number."),
        ("first-party-use", "Acme Ltd uses cookies to remember what is in your basket."),
        ("third-party-sharing", "We share your e-mail address with carefully selected partners."),
        ("third-party-sharing", "Our shop may disclose your details if a court order requires it."),
        ("third-party-sharing", "Advertisers may place cookies on your computer to measure their ads."),
        ("choice", "To unsubscribe from our letters, click the link at the foot of any of them."),
        ("choice", "You can set your browser to refuse all cookies."),
        ("access", "You may review, correct or delete your account information at any time."),
        ("retention", "We keep your order records for as long as the tax law requires."),
        ("security", "All card numbers are encrypted with SSL and no transmission is completely secure."),
        ("policy-change", "We may change this privacy policy; please check this page from time to time."),
        ("do-not-track", "Our site does not respond to Do Not Track signals."),
        ("audience", "This site is not meant for children under 13."),
        ("first-party-use", "Our sign-up form asks for a mobile number and a date of birth."),
        ("first-party-use", "The Gazette tracks which stories you open and what time it is when you do."),
        ("first-party-use", "To make the next visit easier, we leave a cookie on your machine."),
        ("first-party-use", "This shop relies on cookies to hold your basket together."),
        ("third-party-sharing", "The firms that print our catalogue receive the data they need to do so."),
        ("third-party-sharing", "Aggregate statistics may be provided to prospective sponsors."),
        ("third-party-sharing", "We sell our mailing list to other catalogue and direct mail firms."),
        ("choice", "If you no longer want to hear from us, call 1-800-555-0101 or send a note to our privacy office."),
        ("choice", "If you do not agree with this policy, please do not use this site."),
        ("choice", "Visit the Preferences page to choose which alerts you want."),
        ("access", "Students have the right to inspect their records and to have mistakes corrected."),
        ("retention", "Chat logs are destroyed at the end of each school year."),
        ("security", "Paper forms are locked up, and staff who handle them are trained in confidentiality."),
        ("policy-change", "If we make significant changes, we will let you know by e-mail before they take effect."),
        ("first-party-use", "Wenn Sie beitreten, benötigen wir Ihren Namen und Ihre Bankverbindung."),
        ("third-party-sharing", "Was Sie in unser Forum schreiben, kann jeder lesen, auch ohne sich anzumelden."),
        ("third-party-sharing", "Den Wechsel melden wir dem bisherigen Lieferanten und dem Netzbetreiber."),
        ("choice", "Die Freigabe können Sie in den Einstellungen des Telefons wieder ausschalten."),
        ("access", "Auf Wunsch teilen wir Ihnen mit, was wir über Sie gespeichert haben."),
        ("retention", "Nach der Berufsordnung bewahren wir Akten mindestens zehn Jahre auf."),
        ("policy-change", "Wir passen diese Hinweise an, wenn sich die Rechtslage ändert."),
        ("first-party-use", "Wir erheben Ihre E-Mail-Adresse und Ihren Namen, um Ihre Bestellung zu bearbeiten."),
        ("third-party-sharing", "Wir geben Ihre Daten an unsere Versanddienstleister weiter."),
        ("access", "Sie haben das Recht auf Auskunft, Berichtigung und Löschung Ihrer Daten."),
        ("security", "Die Übertragung erfolgt verschlüsselt (TLS)."),
    ],
)
def test_a_plain_sentence_is_put_where_it_belongs(category: str, text: str) -> None:
    assert category in {p.category for p in practices(text)}


@pytest.mark.parametrize(
    "text",
    [
        "We do not sell, rent or share your personal information with third parties.",
        "We will never pass your e-mail address on to any third party.",
        "Your data is not disclosed to anyone outside our company.",
        "No third party receives any kind of information from us.",
        "NO OTHER OUTSIDE PERSONS MAY VIEW YOUR PERSONAL INFORMATION.",
        "Information collected here is strictly for our use.",
        "We do not partner with, or work for, any ad server companies.",
        "It is not our practice to share personal information with other companies.",
        "Under no circumstances will we divulge your information to outside parties.",
        "Neither your name nor anything about you is provided or sold to outside companies.",
        "None of the information you submit will be shared with other companies.",
        "Nothing you tell us is passed to advertisers.",
        "We refuse to sell, lease or rent any personal data about our visitors.",
        "The Museum doesn't make its mailing lists available to other organizations.",
        "No medical information is ever passed on to advertisers.",
        "We do not make your information public.",
        "Ihre Daten werden nicht an Dritte weitergegeben.",
        "Wir verkaufen deine Daten nicht.",
        "Daten unserer Gäste vermieten oder verkaufen wir nicht.",
        "Keinesfalls werden Daten ohne Ihr Wissen an Dritte verkauft oder vermietet.",
        "Im Übrigen erhalten Dritte von uns keine Kundendaten.",
        "Dritten gewähren wir keinen Zugang zu Ihren Angaben.",
        "Wir teilen deine Daten mit niemandem.",
        "Eine Weitergabe Ihrer Daten an Dritte findet nicht statt.",
        "Keine Daten werden verkauft oder an Dritte vermietet.",
        "Wir geben Ihre personenbezogenen Daten nicht an Dritte weiter.",
    ],
)
def test_denials_of_sharing(text: str) -> None:
    assert stances(text) == {"does-not"}


@pytest.mark.parametrize(
    "text",
    [
        "You do not have to give us any personal information.",
        "Please do not share your password with anyone else.",
        "If you do not want us to share your address with partners, write to us.",
        "Our advertisers do not share their findings with us.",
        "We can not guarantee that such companies will not disclose your data.",
        'You may have a right to direct us not to "sell" or "share" your data.',
        "A business may have a policy not to disclose personal information to third parties.",
        "Companies that place ads here do not share what they learn with us.",
        "Under no circumstances do we collect data revealing race or trade union membership.",
        "Wenn Sie nicht bar zahlen, übermitteln wir Ihre Kontodaten an unsere Bank.",
        "Auf die Weitergabe durch Facebook haben wir keinen Einfluss.",
        'Use the "Do Not Sell My Personal Information" link below.',
    ],
)
def test_what_is_no_denial_by_the_site(text: str) -> None:
    assert "does-not" not in stances(text)


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("opt-out-link", "Each e-mail has instructions at the bottom on how to remove yourself from the list."),
        ("opt-out-contact", "Reply with the word REMOVE in the subject line to be taken off our list."),
        ("site-settings", "You can change your e-mail preferences by logging in to your account."),
        ("browser-settings", "You can stop the app from using your location through your phone's settings."),
        ("third-party-settings", "To manage Flash cookies, go to the Flash Player Settings Manager on Adobe's site."),
        ("avoid-service", "If you do not agree to these terms, please do not use the portal."),
        ("opt-out-contact", "Möchten Sie keine Post mehr von uns, genügt ein Anruf."),
    ],
)
def test_kinds_of_choice(choice: str, text: str) -> None:
    assert choice in {c for p in practices(text) if p.category == "choice" for c in p.choices}


def test_each_clause_of_a_sentence_has_its_own_stance() -> None:
    english = said(
        "We'll never sell your details, and we only share them with service providers.", "third-party-sharing"
    )
    assert english == {("does-not", ()), ("does", ("processors",))}
    german = said(
        "Wir geben Ihre Personendaten an unsere Dienstleister weiter, nicht aber an Dritte zu Werbezwecken.",
        "third-party-sharing",
    )
    assert ("does", ("processors",)) in german
    assert ("does-not", ("anyone",)) in german


def test_a_promise_not_to_track_is_no_word_on_do_not_track() -> None:
    assert not said("We don't track you.", "do-not-track")
    assert said("We don't track you. We don't sell data.", "third-party-sharing") == {("does-not", ())}


def test_a_question_claims_nothing() -> None:
    assert [p.stance for p in declared("Do we collect personal information from children? We do not collect any.")] in (
        [],
        ["does-not"],
    )


def test_the_words_in_an_address_claim_nothing() -> None:
    assert declared("More is said at https://shop.example/we-share-your-personal-data/with-third-parties.html") == ()


def test_a_disclosure_to_all_is_denied() -> None:
    assert stances("Your contact information will not be made public.") == {"does-not"}


def test_exceptions_are_practices_of_their_own() -> None:
    found = said(
        "We will not disclose your personal information to third parties unless required by law.", "third-party-sharing"
    )
    assert ("does-not", ("authorities",)) in found or any(stance == "does-not" for stance, _ in found)
    assert ("may", ("authorities",)) in found
    front = said("Except for our service providers, we do not share your data with anyone else.", "third-party-sharing")
    assert ("may", ("processors",)) in front


def test_consent_is_the_ground_of_a_denial_and_no_sharing() -> None:
    (fact,) = [
        p for p in declared("We do not sell your data without your permission.") if p.category == "third-party-sharing"
    ]
    assert (fact.stance, fact.sale, fact.basis) == ("does-not", False, "consent")


def test_sale_and_recipients_stand_apart() -> None:
    text = "We may share your data with service providers and advertisers. We sell our mailing list to other companies."
    facts = {(p.recipients, p.stance, p.sale) for p in declared(text) if p.category == "third-party-sharing"}
    assert (("processors",), "may", None) in facts
    assert (("advertisers",), "may", None) in facts
    assert any(sale and stance == "does" for _, stance, sale in facts)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We collect your name and address.", "does"),
        ("We may collect your name and address.", "may"),
        ("We do not collect your name or address.", "does-not"),
        ("We do not use cookies to link your visits with your name.", "does-not"),
        ("Auf unserer Seite verwenden wir keine Tracking-Cookies.", "does-not"),
        ("Diese Website, die wir für Sie betreiben, verwendet keine Cookies.", "does-not"),
    ],
)
def test_stance_of_a_use(text: str, stance: str) -> None:
    assert stances(text, "first-party-use") == {stance}


@pytest.mark.parametrize(
    "text",
    [
        "This privacy policy describes how we collect, use and share your information.",
        "Third parties may collect information about you on their own sites.",
        "You can delete cookies at any time.",
        "Sie haben das Recht, gegen die Verarbeitung Ihrer personenbezogenen Daten Widerspruch einzulegen.",
        "To request that information, please write to us.",
    ],
)
def test_what_is_no_use_by_the_site(text: str) -> None:
    assert "first-party-use" not in {p.category for p in practices(text)}


def test_data_purposes_and_basis_are_named() -> None:
    text = "With your consent we use cookies and your IP address to analyse the traffic of our website."
    (fact,) = [p for p in declared(text) if p.category == "first-party-use"]
    assert set(fact.data) >= {"cookies", "device"}
    assert "analytics" in fact.purposes
    assert fact.basis == "consent"


def test_choices_are_named() -> None:
    (fact,) = [p for p in practices("You can opt out by clicking the unsubscribe link.") if p.category == "choice"]
    assert "opt-out-link" in fact.choices


def test_a_choice_in_passing_belongs_to_the_use_before_it() -> None:
    text = (
        "We use cookies to remember what you like and to count the visits of our pages. They hold a number and the "
        "date of your visit, and we use this information to improve our website and our products for you. "
        "You can set your browser to refuse cookies."
    )
    uses = [p for p in practices(text) if p.category == "first-party-use"]
    assert any("browser-settings" in p.choices for p in uses)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We do not respond to Do Not Track signals.", "does-not"),
        ("We honor Do Not Track.", "does"),
        ("Some browsers have a Do Not Track feature.", "may"),
    ],
)
def test_a_mention_of_do_not_track_is_no_promise(text: str, stance: str) -> None:
    assert stances(text, "do-not-track") == {stance}


def test_points_of_a_list_are_read_by_their_lead() -> None:
    text = (
        "<h2>Information we collect</h2><p>We collect the following information:</p>"
        "<ul><li>your name</li><li>your e-mail address</li></ul><h2>Contact</h2><ul><li>your friends at Acme</li></ul>"
    )
    quotes = [quote for p in practices(text) if p.category == "first-party-use" for quote in p.quotes]
    assert "your e-mail address" in quotes
    assert "your friends at Acme" not in quotes


def test_other_languages_are_not_guessed() -> None:
    text = "Zbieramy Twoje dane osobowe i udostępniamy je naszym partnerom, aby wysyłać Ci reklamy. " * 4
    assert practices(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Vos données ne sont jamais vendues ni louées à des tiers.", {("does-not", ("anyone",))}),
        ("fr", "Nous ne vendons pas vos données personnelles.", {("does-not", ())}),
        ("fr", "Aucune donnée n'est communiquée à des tiers.", {("does-not", ("anyone",))}),
        ("fr", "Vos données ne font l'objet d'aucune cession à des tiers.", {("does-not", ("anyone",))}),
        ("fr", "Elles peuvent être transmises à nos sous-traitants.", {("may", ("processors",))}),
        ("fr", "Nous partageons votre adresse e-mail avec nos partenaires commerciaux.", {("does", ("partners",))}),
        ("fr", "Les informations que vous nous communiquez sont nécessaires.", set()),
        ("fr", "Vous pouvez nous transmettre votre demande par courriel.", set()),
        ("fr", "Le site contient des liens vers des sites tiers.", set()),
        ("es", "Los datos no se cederán a terceros.", {("does-not", ("anyone",))}),
        ("es", "No se prevén cesiones de datos.", {("does-not", ())}),
        ("es", "Sus datos podrán ser comunicados a nuestros proveedores.", {("may", ("processors",))}),
        ("es", "Compartimos su correo electrónico con socios comerciales.", {("does", ("partners",))}),
        ("es", "Los datos que nos facilite son necesarios.", set()),
        ("es", "Puede ejercer sus derechos enviando un correo.", set()),
    ],
)
def test_sharing_in_french_and_spanish(language: str, text: str, expected: set[tuple[str, tuple[str, ...]]]) -> None:
    filler = {
        "fr": "Ceci est la politique de notre boutique et elle est écrite pour tous ceux qui achètent chez nous.",
        "es": "Esta es la política de nuestra tienda y está escrita para todos los que compran con nosotros.",
    }[language]
    found = declared(f"{filler}\n\n{text}")
    assert {(p.stance, p.recipients) for p in found if p.category == "third-party-sharing"} == expected
    assert all(p.category == "third-party-sharing" for p in found)


def test_every_rule_file_compiles_and_says_something() -> None:
    for language in ("en", "de"):
        book = rulebook(language)
        assert book is not None
        assert {rule.category for rule in book.rules} == set(policy_categories())
        assert {"data", "purposes", "choices", "recipients", "basis"} <= book.details.keys()
    assert rulebook("xx") is None


def policy_categories() -> set[str]:
    from typing import get_args

    from cookietui.core.words import PracticeCategory

    return set(get_args(PracticeCategory))


PIECES = [
    "We <b>do not</b> share your <i>name</i> &amp; address with third parties.",
    "<p>We use “cookies” to remember you.</p>",
    "<ul><li>We collect your <a href='#'>e-mail address</a>;<li>we keep it for 30 days</ul>",
    "We may   share your\tinformation with our partners.",
]


@pytest.mark.parametrize("piece", PIECES)
def test_quotes_stand_in_the_given_text(piece: str) -> None:
    found = practices(piece)
    assert found
    for practice in found:
        assert practice.quotes
        assert all(quote in piece for quote in practice.quotes)


def _text(practice: Practice) -> str:
    return " ".join(practice.quotes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "<", "&#x27;", "<b>", "</li>", "We sell", "\x00", "data. "]), max_size=6))
def test_quotes_are_verbatim_for_any_markup(parts: list[str]) -> None:
    text = "".join(parts)
    for practice in practices(text):
        assert all(quote in text for quote in practice.quotes)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    try:
        found = practices(text)
    except BadInput:
        assert text.startswith("%PDF") or text.strip()
        return
    for practice in found:
        assert re.search(r"\w", _text(practice))


def test_nothing_is_said_by_an_empty_text() -> None:
    assert practices("") == []
    assert practices(" \n\x00") == []


def test_evidence_is_kept_for_what_is_said_twice() -> None:
    text = "We never sell your data.\n\nWe use cookies.\n\nAgain: we never sell your data."
    (denial,) = [p for p in declared(text) if p.category == "third-party-sharing"]
    assert len(denial.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "We give nothing to third parties, for there is nothing to give.",
        "We share no personal data with advertisers.",
        "We give no information to third parties.",
        "We sell none of your data to others.",
    ],
)
def test_a_negative_object_denies_as_a_negated_verb_does(text: str) -> None:
    assert {p.stance for p in practices(text) if p.category == "third-party-sharing"} == {"does-not"}
