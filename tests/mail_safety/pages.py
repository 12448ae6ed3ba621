"""Policies of a made-up shop in which other bodies have addresses too; none of those may ever be written to."""

HEAD = {
    "en": "Oak Shop Ltd runs this website, https://www.oakshop.com/. You have the right to access, correct and delete your "
    "personal data, to restrict and object to its use, to receive a copy, and to withdraw your consent.",
    "de": "Verantwortlich für diese Website https://www.oakshop.com/ ist die Oak Shop GmbH. Sie haben das Recht auf Auskunft, "
    "Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit und Widerspruch und können Einwilligungen widerrufen.",
}
OWN = {"en": "Contact us at privacy@oakshop.com.", "de": "Sie erreichen uns unter datenschutz@oakshop.com."}
POST = {
    "en": "Our postal address is:\nOak Shop Ltd\n12 Mill Lane\nLeeds\nLS1 4AP\nUnited Kingdom",
    "de": "Unsere Anschrift:\nOak Shop GmbH\nUferstraße 12\n10115 Berlin",
}
STRANGERS = {
    "en": {
        "regulator": "If you are not satisfied, you can lodge a complaint with the Office for Data Protection at complaints@data-office.org.",
        "commissioner": "You have the right to complain to the State Commissioner for Privacy: poststelle@privacy-commissioner.org.",
        "regulator-passive": "The data protection regulator can be reached at office@regulator-one.org.",
        "regulator-named": "You can also write to the Information Commissioner's Office: casework@ico.org.uk.",
        "ombudsman": "Should our answer not satisfy you, the Privacy Ombudsman will look into it (mail@ombudsman-privacy.org).",
        "advertiser": "Our advertising partner AdSpark shows ads on this site. To opt out, write to optout@adspark.net.",
        "advertiser-such": "We share data with advertisers such as Bannerly. You may object to this with them at privacy@bannerly.net.",
        "advertiser-named": "Banners on our pages come from Klikko. You can ask Klikko to stop: stop@klikko.net.",
        "processor": "Our newsletter is sent by Mailpigeon Inc., privacy@mailpigeon.net, who process your data on our behalf.",
        "processor-host": "Our hosting company keeps log files. Its data protection officer is reached at dpo@hostfarm.net.",
        "processor-pays": "Payments are taken by Payzo. For questions on how Payzo uses your data, email gdpr@payzo.net.",
        "analytics": "We use Countly Analytics. The provider is Countly Ltd, London. You can object by writing to dpo@countly-an.net.",
        "analytics-known": "We use Google Analytics. You can object to the collection by writing to data-access-requests@google.com.",
        "trade": "We are members of the Federation of Online Shops; complaints about members go to board@fedshops.org.",
        "guild": "We belong to the Retail Guild. Its code can be had from secretariat@retailguild.org.",
        "seal": "This site is certified by TrustBadge. If we do not answer, contact TrustBadge at disputes@trustbadge.org.",
    },
    "de": {
        "regulator": "Beschweren können Sie sich bei der Aufsichtsbehörde, dem Landesbeauftragten: poststelle@landesbeauftragter.org.",
        "authority": "Beschwerden richten Sie an die Datenschutzbehörde, dsb@behoerde-daten.org.",
        "office": "Wenn Sie meinen, dass wir gegen das Gesetz verstoßen, schreiben Sie dem Datenschutzamt: meldung@dsamt.org.",
        "regulator-named": "Zuständig ist die Berliner Beauftragte für Datenschutz, mailbox@datenschutz-berlin.de.",
        "advertiser": "Unser Werbepartner AdFunke blendet Anzeigen ein. Dem können Sie widersprechen: widerspruch@adfunke.net.",
        "advertiser-named": "Die Banner stammen von Klikko. Klikko können Sie die Nutzung untersagen: stopp@klikko.net.",
        "processor": "Unser Newsletter wird von der Brieftaube GmbH verschickt (Auftragsverarbeiter), datenschutz@brieftaube-mail.net.",
        "processor-host": "Die Website liegt bei der Rechenhaus AG. Datenschutzbeauftragter der Rechenhaus AG: dsb@rechenhaus.net.",
        "processor-sends": "Wir geben Ihre Adresse an unseren Versandpartner Flinkpost weiter, erreichbar unter daten@flinkpost.net.",
        "analytics": "Wir nutzen Zählwerk. Auskunft und Löschung können Sie dort verlangen: privacy@zaehlwerk.net.",
        "trade": "Wir sind Mitglied im Bundesverband Onlinehandel, Beschwerdestelle: schlichtung@bvonline.org.",
        "guild": "Wir gehören der Händlergilde an. Deren Kodex erhalten Sie unter sekretariat@haendlergilde.org.",
    },
}  # fmt: skip
"""Language, then whose address it is."""
FRIENDS = {
    "en": [
        "Our data protection officer is Jane Doe of Lawhouse LLP: dpo@lawhouse.org.",
        "Oak Shop is part of the Oakgroup family. Write to our privacy team at privacy@oakgroup.net.",
        "We have appointed Eurorep Ltd as our EU representative: rep@eurorep.org.",
        "To exercise your rights, email privacy@oakgroup.net.",
        "Contact us: oakshop@gmail.com",
    ],
    "de": [
        "Unseren Datenschutzbeauftragten, Herrn Muster von der Kanzlei Recht, erreichen Sie unter dsb@kanzlei-recht.org.",
        "Zur Ausübung Ihrer Rechte schreiben Sie uns: datenschutz@oakgruppe.net.",
        "Externer Datenschutzbeauftragter: datenschutz nord GmbH, office@datenschutz-nord.org",
        "Kontakt: oakshop@gmx.de",
    ],
}  # fmt: skip
"""Addresses elsewhere that are the shop's own contacts."""


def page(language: str, *paragraphs: str, html: bool = True) -> str:
    """A policy of these paragraphs."""
    title = {"en": "Privacy policy", "de": "Datenschutzerklärung"}[language]
    rows = [HEAD[language], *paragraphs]
    if not html:
        return "\n\n".join([title, *rows]) + "\n"
    body = "".join(f"<p>{row.replace(chr(10), '<br>')}</p>" for row in rows)
    return f"<html lang={language}><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"
