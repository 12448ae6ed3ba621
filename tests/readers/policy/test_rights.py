"""Which rights a policy offers and how each is exercised: policies of our own, in four languages."""

from collections.abc import Mapping, Sequence

import pytest

from cookietui.core.declaration import OfferedRight
from cookietui.readers import policy
from cookietui.readers.policy import contacts, identity, rights
from cookietui.readers.policy.reading import Reading
from cookietui.sources.sample import Sample
from tests.timing import Work, assert_growth


def read(html: str, language: str = "en") -> dict[str, OfferedRight]:
    sample = Sample("x.html", f'<html lang="{language}"><body><h1>Privacy</h1>{html}</body></html>'.encode())
    reading = Reading(sample.page, sample)
    for part in (identity, contacts, rights):
        part.add(reading)
    for right in reading.rights:
        for index in right.evidence:
            row = reading.book.rows[index]
            assert isinstance(row.start, int)
            assert isinstance(row.end, int)
            assert sample.page.text[row.start : row.end] == row.quote
    return {right.right: right for right in reading.rights}


def ways(right: OfferedRight) -> set[str]:
    """`kind:value` of what the text names itself."""
    return {f"{c.kind}:{c.value or ''}" for c in right.channels if not c.inherited}


CASES: dict[str, tuple[str, str, Mapping[str, Sequence[str]]]] = {
    "list-with-contact-item": (
        "en",
        (
            "<h2>6. Your privacy rights</h2><h3>6.1 Access and portability</h3><p>You have the right "
            "to:</p><ul><li>Access the personal information we hold about you</li><li>Request a copy of your data in a"
            " portable format</li><li>Contact us at: data@acme.example</li></ul><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["email:data@acme.example"], "port": ["email:data@acme.example"]},
    ),
    "fr-exercice": (
        "fr",
        (
            "<h2>Accès à vos données</h2><p>Vous pouvez accéder aux données vous concernant, les rectifier, demander "
            "leur effacement ou exercer votre droit à la limitation du traitement de vos données.</p><h2>Exercice de "
            "vos droits</h2><p>Consultez le site cnil.fr pour obtenir plus d'informations sur vos droits.</p><p>Pour "
            'exercer ces droits, vous pouvez nous contacter depuis notre <a href="/contact">page de contact</a> ou par'
            " courriel à data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example", "link"],
            "correct": ["email:data@acme.example", "link"],
            "delete": ["email:data@acme.example", "link"],
            "restrict": ["email:data@acme.example", "link"],
        },
    ),
    "fr-via-list": (
        "fr",
        (
            "<p>L'utilisateur dispose d'un droit d'accès, de rectification, de suppression et d'opposition sur ses "
            "données personnelles. L'utilisateur exerce ce droit via :</p><ul><li>son espace personnel sur le site "
            ";</li><li>par mail à data@acme.example.</li></ul><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example", "settings"],
            "correct": ["email:data@acme.example", "settings"],
            "delete": ["email:data@acme.example", "settings"],
            "object": ["email:data@acme.example", "settings"],
        },
    ),
    "ccpa-list": (
        "en",
        (
            "<h2>Exercise your CCPA rights</h2><p>If you are a California resident, the CCPA gives you certain rights."
            " Your rights include:</p><ul><li>Access: you can request access to your personal "
            "information</li><li>Deletion: you can ask us to delete your personal information</li><li>Opt-out from "
            "sales: you can instruct us to stop selling your personal information</li></ul><p>You can exercise these "
            'rights by using the <a href="/form">web form</a> below, or by calling us toll-free at (800) '
            "555-0142.</p><p>For access and deletion requests we verify your identity.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"access": ["form", "phone"], "delete": ["form", "phone"], "stop-sale": ["form", "phone"]},
    ),
    "numbered": (
        "en",
        (
            "<h2>GDPR privacy rights</h2><p>The GDPR provides the following rights for individuals:</p><p>1. The right"
            " to be informed how personal data is processed</p><p>2. The right of access to their personal "
            "data</p><p>3. The right to rectification</p><p>4. The right to erasure</p><p>5. The right to restrict "
            "processing</p><p>6. The right to data portability</p><p>7. The right to object</p><p>8. Rights in "
            "relation to automated decision making and profiling</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": [], "correct": [], "delete": [], "restrict": [], "port": [], "object": [], "automated-decision": []},
    ),
    "one-sentence": (
        "en",
        (
            "<h2>User rights</h2><ul><li><p>All users have the right to request to see their data, change their data "
            "and delete their data.</p></li></ul><p>Contact: hello@acme.example</p>"
        ),
        {"access": [], "correct": [], "delete": []},
    ),
    "check-marks": (
        "en",
        (
            "<h2>7. What are your rights?</h2><p>In accordance with the GDPR, you have the following "
            "rights:</p><ul><li>✓ <strong>Access</strong>: know what data we hold about you</li><li>✓ "
            "<strong>Rectification</strong>: correct wrong data</li><li>✓ <strong>Erasure</strong>: have your data "
            "removed</li></ul><p>To exercise them, write to data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example"],
            "correct": ["email:data@acme.example"],
            "delete": ["email:data@acme.example"],
        },
    ),
    "anytime": (
        "en",
        "<p>We store names and orders. Users can request deletion anytime.</p><p>Contact: hello@acme.example</p>",
        {"delete": []},
    ),
    "colon-next-block": (
        "en",
        (
            "<p>If you wish to have your data deleted, please contact us at:</p><p><a "
            "href='mailto:data@acme.example'>data@acme.example</a></p><p>Contact: hello@acme.example</p>"
        ),
        {"delete": ["email:data@acme.example"]},
    ),
    "de-impressum": (
        "de",
        (
            "<h2>Auskunft, Löschung, Sperrung</h2><p>Sie haben jederzeit das Recht auf unentgeltliche Auskunft über "
            "Ihre gespeicherten personenbezogenen Daten sowie ein Recht auf Berichtigung, Sperrung oder Löschung "
            "dieser Daten. Hierzu können Sie sich jederzeit unter der im Impressum angegebenen Adresse an uns "
            "wenden.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": [], "correct": [], "restrict": [], "delete": []},
    ),
    "de-formlos": (
        "de",
        (
            "<p>Viele Datenverarbeitungsvorgänge sind nur mit Ihrer ausdrücklichen Einwilligung möglich. Sie können "
            "eine bereits erteilte Einwilligung jederzeit widerrufen. Dazu reicht eine formlose Mitteilung per E-Mail "
            "an uns. Die Rechtmäßigkeit der bis zum Widerruf erfolgten Datenverarbeitung bleibt vom Widerruf "
            "unberührt.</p><p>Contact: hello@acme.example</p>"
        ),
        {"withdraw-consent": ["email:hello@acme.example"]},
    ),
    "de-newsletter": (
        "de",
        (
            "<p>Den Newsletter können Sie jederzeit abbestellen, etwa über den Abmeldelink am Ende jeder E-Mail oder "
            "durch eine Nachricht an data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["link", "email:data@acme.example"]},
    ),
    "dma-phone": (
        "en",
        (
            "<p>You can reach us at hello@acme.example.</p><p>Persons who supply us with their telephone numbers on-"
            "line may receive telephone contact from us with information regarding new products and services. If you "
            "do not wish to receive such telephone calls, please let us know by sending us e-mail at the above "
            "address.</p>"
        ),
        {"stop-marketing": ["email:hello@acme.example"]},
    ),
    "dma-share": (
        "en",
        (
            "<p>From time to time, we make our customer e-mail list available to other reputable organizations. If you"
            " do not want us to share your e-mail address with other companies or organizations, please let us know by"
            " writing to us at the address below.</p><p>Acme Inc., 12 High Street, Springfield, IL 62701, "
            "USA</p><p>Contact: hello@acme.example</p>"
        ),
        {"object": ["post"]},
    ),
    "dma-access": (
        "en",
        (
            "<p>We can be reached via e-mail at hello@acme.example.</p><p>Upon request we provide site visitors with "
            "access to all information that we maintain about them. Consumers can access this information by e-mail us"
            " at the above address. Upon request we offer visitors the ability to have inaccuracies corrected in "
            "contact information. Consumers can have this information corrected by sending us e-mail at the above "
            "address.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["email:hello@acme.example"], "correct": ["email:hello@acme.example"]},
    ),
    "dma-noaccess": (
        "en",
        (
            "<p>Upon request we do not provide site visitors with access to information that we have collected and "
            "that we maintain about them.</p><p>Contact: hello@acme.example</p>"
        ),
        {},
    ),
    "truste-optout": (
        "en",
        (
            "<h3>Choice/Opt-Out</h3><p>This site gives users the following options for removing their information from"
            " our database to not receive future communications or to no longer receive our service.</p><p>You can "
            "send email to hello@acme.example<br>You can visit the following URL: <a "
            "href='http://acme.example/out'>http://acme.example/out</a><br>You can call the following telephone "
            "number: (217) 555-0134</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["email:hello@acme.example", "link", "phone"]},
    ),
    "security": (
        "en",
        (
            "<p>We restrict access to personal information to employees who need it. Unauthorized persons may not "
            "access your data. We update this policy from time to time; please review it. Cookies can be deleted in "
            "your browser; you can change your browser settings.</p><p>Contact: hello@acme.example</p>"
        ),
        {},
    ),
    "others-sites": (
        "en",
        (
            "<p>You may opt out of Google Analytics by installing the browser add-on. Partners have their own privacy "
            "policies; contact them to delete your data.</p><p>Contact: hello@acme.example</p>"
        ),
        {},
    ),
    "portal": (
        "en",
        (
            "<p>To opt out of interest-based advertising by participating companies, visit <a "
            "href='https://optout.aboutads.info/'>optout.aboutads.info</a> or youronlinechoices.eu.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"stop-targeting": ["link"]},
    ),
    "account": (
        "en",
        (
            "<p>You may review, correct or delete your account information at any time by logging into your account "
            "settings.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["settings"], "correct": ["settings"], "delete": ["settings"]},
    ),
    "uk-list": (
        "en",
        (
            "<h2>Your rights</h2><p>Under data protection law, you have rights including:</p><p><b>Your right of "
            "access</b> - You have the right to ask us for copies of your data. <a href='https://ico.org.uk/x'>Read "
            "more about this right</a>.</p><p><b>Your right to erasure</b> - You have the right to ask us to erase "
            "your data in certain circumstances.</p><p>To make a data protection request, please write to "
            "data@acme.example. If we use consent you may withdraw it at any time.</p><h2>How to complain</h2><p>You "
            "can also complain to the ICO: Wycliffe House, casework@ico.example, 0303 555 1113.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example"],
            "delete": ["email:data@acme.example"],
            "withdraw-consent": ["email:data@acme.example"],
        },
    ),
    "es": (
        "es",
        (
            "<h2>Derechos</h2><p>Usted tiene derecho a acceder a sus datos, rectificarlos o suprimirlos, así como a la"
            " limitación, la portabilidad y la oposición. Puede ejercer estos derechos enviando un correo electrónico "
            "a data@acme.example o por correo postal a Acme S.L., Calle Mayor 5, 28013 Madrid, adjuntando copia de su "
            "DNI.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example", "post"],
            "correct": ["email:data@acme.example", "post"],
            "delete": ["email:data@acme.example", "post"],
            "restrict": ["email:data@acme.example", "post"],
            "port": ["email:data@acme.example", "post"],
            "object": ["email:data@acme.example", "post"],
        },
    ),
    "es-baja": (
        "es",
        (
            "<p>Si no desea recibir nuestro boletín, puede darse de baja mediante el enlace que figura en cada "
            "correo.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["link"]},
    ),
    "fr-newsletter": (
        "fr",
        (
            "<p>Vous pouvez vous désabonner à tout moment en cliquant sur le lien de désinscription présent dans "
            "chaque e-mail.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["link"]},
    ),
    "fr-cookies": (
        "fr",
        (
            "<p>Vous pouvez retirer votre consentement à tout moment depuis le bandeau cookies en bas de "
            "page.</p><p>Contact: hello@acme.example</p>"
        ),
        {"withdraw-consent": ["settings"]},
    ),
    "de-cookie": (
        "de",
        (
            "<p>Sie können Ihre Einwilligung jederzeit über die Cookie-Einstellungen im Fußbereich ändern oder "
            "widerrufen.</p><p>Contact: hello@acme.example</p>"
        ),
        {"withdraw-consent": ["settings"]},
    ),
    "de-liste": (
        "de",
        (
            "<p>Acme GmbH<br>Hauptstraße 5<br>10115 Berlin<br>E-Mail: hello@acme.example</p><h2>Rechte der betroffenen"
            " Person</h2><p>Sie haben gegenüber uns folgende Rechte hinsichtlich der Sie betreffenden "
            "personenbezogenen Daten:</p><ul><li>Recht auf Auskunft,</li><li>Recht auf Berichtigung oder "
            "Löschung,</li><li>Recht auf Einschränkung der Verarbeitung,</li><li>Recht auf Widerspruch gegen die "
            "Verarbeitung,</li><li>Recht auf Datenübertragbarkeit.</li></ul><p>Sie haben zudem das Recht, sich bei "
            "einer Datenschutz-Aufsichtsbehörde zu beschweren. Wenden Sie sich zur Ausübung bitte schriftlich an die "
            "oben genannte Anschrift.</p>"
        ),
        {
            "access": ["post"],
            "correct": ["post"],
            "delete": ["post"],
            "restrict": ["post"],
            "object": ["post"],
            "port": ["post"],
        },
    ),
    "de-21": (
        "de",
        (
            "<h2>Widerspruchsrecht</h2><p>Werden Ihre Daten verarbeitet, um Direktwerbung zu betreiben, so haben Sie "
            "das Recht, jederzeit Widerspruch gegen die Verarbeitung einzulegen. Möchten Sie von Ihrem "
            "Widerspruchsrecht Gebrauch machen, genügt eine E-Mail an data@acme.example.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"object": ["email:data@acme.example"], "stop-marketing": ["email"]},
    ),
    "catalog-mail": (
        "en",
        (
            "<p>If you prefer not to receive our catalog, please call 1-800-555-0199 or write to Acme, 12 High Street,"
            " Springfield, IL 62701.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["phone", "post"]},
    ),
    "reply": (
        "en",
        (
            "<p>To unsubscribe, reply to any newsletter with the word remove in the subject line.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"stop-marketing": ["email"]},
    ),
    "ccpa-link": (
        "en",
        (
            "<h2>California</h2><p>You may opt out of the sale of your personal information by clicking the <a "
            "href='/dns'>Do Not Sell My Personal Information</a> link. We honour Global Privacy Control signals as an "
            "opt-out of sale.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-sale": ["link", "browser"]},
    ),
    "sensitive": (
        "en",
        (
            "<p>California residents have the right to limit the use and disclosure of their sensitive personal "
            "information and to opt out of targeted advertising. Submit a request at privacy@acme.example. You may use"
            " an authorized agent.</p><p>Contact: hello@acme.example</p>"
        ),
        {"limit-sensitive": ["email:privacy@acme.example"], "stop-targeting": ["email:privacy@acme.example"]},
    ),
    "no-offers": (
        "en",
        (
            "<p>We may delete accounts. We update the data. We give access to partners. You agree that we share data "
            "with third parties. We reserve the right to remove content. If you object, stop using the "
            "site.</p><p>Contact: hello@acme.example</p>"
        ),
        {},
    ),
    "opt-in": (
        "en",
        ("<p>We do not share your e-mail address with anyone unless you opt in.</p><p>Contact: hello@acme.example</p>"),
        {},
    ),
    "choice-form": (
        "en",
        (
            "<p>If you would like to correct or update your details, use our <a href='/contact.html'>contact "
            "form</a>.</p><p>Contact: hello@acme.example</p>"
        ),
        {"correct": ["form"]},
    ),
    "dsar": (
        "en",
        (
            "<p>To request a copy of your data or its erasure, complete our <a "
            "href='https://acme.example/dsar'>request form</a>. We charge a small fee of £10 and ask for proof of "
            "identity.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["form"], "delete": ["form"]},
    ),
    "table-of-rights": (
        "en",
        (
            "<h2>Your rights</h2><table><tr><th>Right</th><th>What it means</th></tr><tr><td>Access</td><td>Get a copy"
            " of your data</td></tr><tr><td>Erasure</td><td>Ask us to delete "
            "it</td></tr><tr><td>Portability</td><td>Take it elsewhere</td></tr></table><p>Email data@acme.example to "
            "exercise any of these rights.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example"],
            "delete": ["email:data@acme.example"],
            "port": ["email:data@acme.example"],
        },
    ),
    "dl-of-rights": (
        "en",
        (
            "<h2>Your rights</h2><dl><dt>Access</dt><dd>You can ask for a copy.</dd><dt>Objection</dt><dd>You can "
            "object to processing.</dd></dl><p>Write to data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["email:data@acme.example"], "object": ["email:data@acme.example"]},
    ),
    "bbb": (
        "en",
        (
            "<h2>Your access to and control over information</h2><p>You may opt out of any future contacts from us at "
            "any time. You can do the following at any time by contacting us via the email address or phone number "
            "provided on our website:</p><ul><li>See what data we have about you, if any.</li><li>Change or correct "
            "any data we have about you.</li><li>Have us delete any data we have about you.</li><li>Express any "
            "concern you have about our use of your data.</li></ul><p>E-mail: hello@acme.example, Phone: (217) "
            "555-0134</p>"
        ),
        {
            "access": ["email", "phone"],
            "correct": ["email", "phone"],
            "delete": ["email", "phone"],
            "stop-marketing": ["email", "phone"],
        },
    ),
    "wp": (
        "en",
        (
            "<h2>What rights you have over your data</h2><p>If you have an account on this site, you can request to "
            "receive an exported file of the personal data we hold about you. You can also request that we erase any "
            "personal data we hold about you. This does not include any data we are obliged to keep.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"access": [], "delete": []},
    ),
    "fpp-gdpr": (
        "en",
        (
            "<h2>GDPR data protection rights</h2><p>Every user is entitled to the following:</p><p>The right to access"
            " – You have the right to request copies of your personal data. We may charge you a small fee for this "
            "service.</p><p>The right to rectification – You have the right to request that we correct any information"
            " you believe is inaccurate.</p><p>The right to erasure – You have the right to request that we erase your"
            " personal data, under certain conditions.</p><p>The right to restrict processing – You have the right to "
            "request that we restrict the processing of your personal data.</p><p>The right to object to processing – "
            "You have the right to object to our processing of your personal data.</p><p>The right to data portability"
            " – You have the right to request that we transfer the data to another organization, or directly to "
            "you.</p><p>If you make a request, we have one month to respond to you. If you would like to exercise any "
            "of these rights, please contact us at data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example"],
            "correct": ["email:data@acme.example"],
            "delete": ["email:data@acme.example"],
            "restrict": ["email:data@acme.example"],
            "object": ["email:data@acme.example"],
            "port": ["email:data@acme.example"],
        },
    ),
    "fpp-ccpa": (
        "en",
        (
            "<h2>CCPA privacy rights (Do Not Sell My Personal Information)</h2><p>Under the CCPA, among other rights, "
            "California consumers have the right to:</p><p>Request that a business that collects a consumer's personal"
            " data disclose the categories and specific pieces of personal data that it has collected.</p><p>Request "
            "that a business delete any personal data about the consumer that it has collected.</p><p>Request that a "
            "business that sells a consumer's personal data, not sell it.</p><p>If you would like to exercise any of "
            "these rights, please contact us at data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example"],
            "delete": ["email:data@acme.example"],
            "stop-sale": ["email:data@acme.example"],
        },
    ),
    "shop": (
        "en",
        (
            "<h2>Your rights</h2><p>If you are a resident of the EEA, you have the right to access the personal "
            "information we hold about you, to port it to a new service, and to ask that your personal information be "
            "corrected, updated, or erased. If you would like to exercise these rights, please contact us through the "
            "contact information below.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": [], "port": [], "correct": [], "delete": []},
    ),
    "app": (
        "en",
        (
            "<h2>Opt-out rights</h2><p>You can stop all collection of information by the application easily by "
            "uninstalling it.</p><h2>Data retention</h2><p>If you'd like us to delete data that you have provided via "
            "the application, please contact us at data@acme.example and we will respond in a reasonable "
            "time.</p><p>Contact: hello@acme.example</p>"
        ),
        {"delete": ["email:data@acme.example"]},
    ),
    "de-gen": (
        "de",
        (
            "<h2>Rechte der betroffenen Personen</h2><p>Ihnen stehen als Betroffene nach der DSGVO verschiedene Rechte"
            " zu:</p><ul><li><strong>Widerspruchsrecht: Sie haben das Recht, aus Gründen, die sich aus Ihrer "
            "besonderen Situation ergeben, jederzeit gegen die Verarbeitung Widerspruch "
            "einzulegen.</strong></li><li><strong>Widerrufsrecht bei Einwilligungen:</strong> Sie haben das Recht, "
            "erteilte Einwilligungen jederzeit zu widerrufen.</li><li><strong>Auskunftsrecht:</strong> Sie haben das "
            "Recht, eine Bestätigung zu verlangen.</li><li><strong>Recht auf Berichtigung:</strong> Sie haben das "
            "Recht, die Vervollständigung zu verlangen.</li><li><strong>Recht auf Löschung und Einschränkung der "
            "Verarbeitung:</strong> Sie haben das Recht, zu verlangen, dass Daten gelöscht "
            "werden.</li><li><strong>Recht auf Datenübertragbarkeit:</strong> Sie haben das Recht, Daten zu "
            "erhalten.</li><li><strong>Beschwerde bei Aufsichtsbehörde:</strong> Sie haben das Recht auf "
            "Beschwerde.</li></ul><p>Contact: hello@acme.example</p>"
        ),
        {"object": [], "withdraw-consent": [], "access": [], "correct": [], "delete": [], "restrict": [], "port": []},
    ),
    "de-matomo": (
        "de",
        (
            "<p>Sie können der Speicherung und Auswertung dieser Daten durch Klick auf den folgenden Link "
            "widersprechen: <a href='/optout'>Opt-out</a></p><p>Contact: hello@acme.example</p>"
        ),
        {"object": ["link"]},
    ),
    "de-kontakt": (
        "de",
        (
            "<h2>Ihre Rechte</h2><p>Sie haben das Recht auf Auskunft, Berichtigung und Löschung Ihrer Daten. Bitte "
            "wenden Sie sich dazu an unseren Datenschutzbeauftragten unter datenschutz@acme.example oder nutzen Sie "
            "unser <a href='/kontakt'>Kontaktformular</a>.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:datenschutz@acme.example", "form"],
            "correct": ["email:datenschutz@acme.example", "form"],
            "delete": ["email:datenschutz@acme.example", "form"],
        },
    ),
    "fr-dpo": (
        "fr",
        (
            "<h2>Vos droits</h2><p>Conformément au RGPD, vous disposez des droits suivants :</p><ul><li>droit d'accès "
            ";</li><li>droit de rectification ;</li><li>droit à l'effacement ;</li><li>droit à la portabilité "
            ";</li><li>droit d'opposition.</li></ul><p>Vous pouvez exercer ces droits en écrivant à notre délégué à la"
            " protection des données : dpo@acme.example ou par courrier à Acme, 5 rue du Test, 75001 Paris. Vous "
            "pouvez aussi introduire une réclamation auprès de la CNIL.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:dpo@acme.example", "post"],
            "correct": ["email:dpo@acme.example", "post"],
            "delete": ["email:dpo@acme.example", "post"],
            "port": ["email:dpo@acme.example", "post"],
            "object": ["email:dpo@acme.example", "post"],
        },
    ),
    "fr-compte": (
        "fr",
        (
            "<p>Vous pouvez modifier ou supprimer vos données à tout moment depuis votre compte.</p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"correct": ["settings"], "delete": ["settings"]},
    ),
    "es-arco": (
        "es",
        (
            "<h2>Derechos ARCO</h2><p>El usuario podrá ejercitar los derechos de acceso, rectificación, cancelación y "
            "oposición dirigiéndose por escrito a Acme S.L., Calle Mayor 5, 28013 Madrid, o al correo electrónico "
            "data@acme.example.</p><p>Contact: hello@acme.example</p>"
        ),
        {
            "access": ["email:data@acme.example", "post"],
            "correct": ["email:data@acme.example", "post"],
            "delete": ["email:data@acme.example", "post"],
            "object": ["email:data@acme.example", "post"],
        },
    ),
    "caly": (
        "en",
        (
            "<p>California residents may request information about our disclosure of personal information to third "
            "parties for their direct marketing purposes. To make such a request, write to us at Acme Inc., 12 High "
            "Street, Springfield, IL 62701.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["post"]},
    ),
    "newsletter-footer": (
        "en",
        "<p>Every newsletter contains an unsubscribe link at the bottom.</p><p>Contact: hello@acme.example</p>",
        {"stop-marketing": ["link"]},
    ),
    "sms": (
        "en",
        "<p>To stop receiving text messages, reply STOP.</p><p>Contact: hello@acme.example</p>",
        {"stop-marketing": []},
    ),
    "nai": (
        "en",
        (
            "<p>Some advertisers are members of the NAI. You can learn more about opting out of targeted ads at <a "
            "href='http://www.networkadvertising.org/choices'>the NAI site</a>.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-targeting": ["link"]},
    ),
    "google-ads": (
        "en",
        (
            "<p>Users may opt out of personalized advertising by visiting <a href='https://adssettings.google.com'>Ads"
            " Settings</a>.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-targeting": ["link"]},
    ),
    "remove-list": (
        "en",
        (
            "<p>If you wish to be removed from our mailing list, e-mail us at lists@acme.example or call "
            "1-800-555-0170.</p><p>Contact: hello@acme.example</p>"
        ),
        {"stop-marketing": ["email:lists@acme.example", "phone"]},
    ),
    "catalog-post": (
        "en",
        (
            "<p>Acme Inc.<br>12 High Street<br>Springfield, IL 62701<br>USA</p><p>hello@acme.example</p><p>You may "
            "request that we not share your name with other organizations by writing to us at the above address.</p>"
        ),
        {"object": ["post"]},
    ),
    "review-account": (
        "en",
        (
            "<p>Members can review and update their profile on the <a href='/profile'>My Profile</a> "
            "page.</p><p>Contact: hello@acme.example</p>"
        ),
        {"access": ["link"], "correct": ["link"]},
    ),
    "dnsmpi": (
        "en",
        (
            "<p><a href='/do-not-sell'>Do Not Sell or Share My Personal Information</a></p><p>Contact: "
            "hello@acme.example</p>"
        ),
        {"stop-sale": ["link"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rights_and_their_ways(name: str) -> None:
    language, html, wanted = CASES[name]
    found = read(html, language)
    assert set(found) == set(wanted)
    for right, expected in wanted.items():
        real = ways(found[right])
        assert {way.split(":")[0] for way in real} == {way.split(":")[0] for way in expected}
        assert {way for way in expected if ":" in way} <= real


SEED = (
    "<p>This is the site of Acme Mail. Our postal addresses are:</p><p>Acme Mail Ltd<br>4 Harbour Road<br>Hong Kong</p>"
    "<p>Acme Mail Inc.<br>12 High Street<br>Springfield, IL 62701<br>USA</p><p>E-mail: post@acme.example</p>"
    "<p>Customers may prevent their data from being used for purposes other than those for which it was originally "
    "collected by e-mailing us at the above address. Upon request we provide visitors with access to contact "
    "information that we maintain about them. Before any information is released we verify your identity. "
    "To request such information, please contact us in writing at the above address.</p>"
)


def test_the_above_address_is_the_one_of_that_kind() -> None:
    found = read(SEED)
    assert ways(found["object"]) == {"email:post@acme.example"}
    assert {way.split(":")[0] for way in ways(found["access"])} == {"post"}
    assert len(found["access"].channels) == 2
    assert found["access"].conditions == ("identity-check", "written")
    assert found["object"].conditions == ()


def test_a_right_without_a_way_inherits_the_privacy_contact() -> None:
    html = (
        "<p>You have the right to access your personal data.</p><p>Support: help@acme.example</p>"
        "<p>For privacy questions write to privacy@acme.example.</p>"
    )
    (channel,) = read(html)["access"].channels
    assert (channel.kind, channel.value, channel.inherited) == ("email", "privacy@acme.example", True)


def test_a_relative_link_is_resolved_where_the_address_of_the_page_is_known() -> None:
    html = (
        '<link rel="canonical" href="https://acme.example/legal/privacy">'
        '<p>To delete your data, use our <a href="../erase.html">deletion form</a>.</p>'
    )
    assert ways(read(html)["delete"]) == {"form:https://acme.example/erase.html"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>You may not opt out of service messages.</p>",
        "<p>We do not rent or otherwise give access to any data about you.</p>",
        "<p>Cookies help you to access your account when you sign in.</p>",
        "<p>The app lets you access your account balances.</p>",
        "<p>We are unable to delete information in backups.</p>",
        "<p>You can set your browser to refuse cookies.</p>",
        "<p>Parents may ask us to delete their child's information.</p>",
        "<p>All rights reserved. We reserve the right to change our prices.</p>",
        "<p>You have the right to lodge a complaint with a supervisory authority.</p>",
        "<p>Other users may view your profile. Our staff can access your account data.</p>",
    ],
)
def test_what_is_no_offer_gives_no_right(html: str) -> None:
    assert read(html) == {}


def test_conditions() -> None:
    html = (
        "<h2>California residents</h2><p>Registered users may ask us for a copy of their data once a year. "
        "We charge a reasonable fee, ask for proof of identity, and accept requests of an authorized agent "
        "in writing only.</p>"
    )
    found = set(read(html)["access"].conditions)
    assert {"account", "fee", "identity-check", "written"} <= found


def test_a_condition_for_all_rights_and_where_to_appeal() -> None:
    html = (
        "<h2>Your rights</h2><ul><li>Right to access your personal data</li><li>Right to delete your personal data</li>"
        "</ul><p>To exercise these rights, write to rights@acme.example.</p><p>Upon receiving your request, we will "
        "need to verify your identity. You may designate an authorized agent.</p><p>If we decline, you may appeal our "
        "decision by e-mailing appeals@acme.example.</p>"
    )
    for right in read(html).values():
        assert ways(right) == {"email:rights@acme.example"}
        assert right.conditions == ("identity-check", "agent")


def test_what_we_have_about_you_may_be_seen_changed_and_removed() -> None:
    found = read("<p>To see, change or remove what we have about you, e-mail data@acme.example.</p>")
    assert {right: ways(row) for right, row in found.items()} == {
        right: {"email:data@acme.example"} for right in ("access", "correct", "delete")
    }


def test_how_you_hear_from_us() -> None:
    found = read("<p>You can change how you hear from us at any time: email hello@acme.example.</p>")
    assert ways(found["stop-marketing"]) == {"email:hello@acme.example"}


def test_the_representative_is_not_meant_by_the_above_address() -> None:
    html = (
        "<p>Verantwortlich ist die Laden AG, Talweg 1, 7099 Testdorf, Schweiz.</p><p>Unser EU-Vertreter ist die Rep GmbH, "
        "Musterplatz 3, 80999 Musterstadt.</p><h2>Ihre Rechte</h2><p>Sie können Auskunft und die Herausgabe Ihrer Daten "
        "verlangen. Richten Sie Ihr Gesuch schriftlich an die oben genannte Adresse.</p>"
    )
    found = read(html, "de")
    assert ways(found["access"]) == {"post:Laden AG, Talweg 1, 7099 Testdorf, Schweiz"}
    assert "port" in found


def test_numbered_lines_say_how() -> None:
    html = (
        "<p>This site gives users the following options for changing information previously provided.<br>"
        "1. email orders@acme.example<br></p><p>Visitors may opt out where we request information about them.</p>"
    )
    found = read(html)
    assert ways(found["correct"]) == {"email:orders@acme.example"}
    assert "access" not in found


def test_opting_out_of_ads_is_no_withdrawal_because_it_names_cookies() -> None:
    found = read("<p>Members of the NAI allow users to opt out of being tracked by cookies of ad networks.</p>")
    assert set(found) == {"stop-targeting"}


def test_a_form_that_data_came_from_is_no_channel() -> None:
    html = (
        "<p>Die im Kontaktformular eingegebenen Daten bleiben bei uns, bis Sie Ihre Einwilligung widerrufen.</p>"
        "<p>E-Mail: post@acme.example</p>"
    )
    for right in read(html, "de").values():
        assert ways(right) == set()


def test_an_authority_is_no_channel() -> None:
    html = (
        "<h2>Your rights</h2><ul><li>Access</li><li>Erasure</li></ul>"
        '<p>You can complain to the supervisory authority at <a href="https://authority.example/form">its form</a>, '
        "casework@authority.example.</p><p>E-mail: hello@acme.example</p>"
    )
    for right in read(html).values():
        assert not any("authority" in (c.value or "") for c in right.channels)


def test_an_unknown_language_gives_nothing() -> None:
    sample = Sample("x.html", "<html lang='pl'><body><p>Masz prawo dostępu do danych.</p></body></html>".encode())
    reading = Reading(sample.page, sample)
    reading.language = "pl"
    rights.add(reading)
    assert reading.rights == []


@pytest.mark.parametrize("pump", ["you may opt out ", "right to access ", "contact us at (", "<a href=x>here</a> "])
def test_time_grows_with_the_text(pump: str) -> None:
    def finding(times: int) -> Work:
        sample = Sample("x.html", f"<p>{pump * times}</p>".encode())
        reading = Reading(sample.page, sample)
        _ = reading.lines
        return lambda: rights.add(reading)

    assert_growth(finding, 800, 8_000, most=45)


def test_a_number_of_somebody_else_is_no_way() -> None:
    body = (
        "<p>Write to our data protection officer at dpo@fernwoodtea.co.uk. For anything else write to "
        "hello@fernwoodtea.co.uk or call 0113 496 0231.</p><h2>Your rights</h2><p>You have the right to:</p>"
        "<ul><li>ask for a copy of your personal data;</li><li>have your data deleted.</li></ul>"
        "<p>To use any of these rights, email our data protection officer at dpo@fernwoodtea.co.uk.</p>"
        "<p>You can complain to the Information Commissioner's Office, Wycliffe House, Wilmslow SK9 5AF. "
        "Telephone: 0303 123 1113.</p>"
    )
    sample = Sample("x.html", f"<h1>Privacy at Fernwood Tea</h1>{body}".encode(), site="fernwoodtea.co.uk")
    for right in policy.read(sample).rights:
        assert [(c.kind, c.value) for c in right.channels] == [("email", "dpo@fernwoodtea.co.uk")]
