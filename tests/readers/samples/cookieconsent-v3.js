import 'https://cdn.example/cookieconsent.umd.js';
const CAT = { NEC: 'necessary' };
CookieConsent.run({
    cookie: { name: 'tea_consent', domain: 'tea.example', expiresAfterDays: 182 },
    guiOptions: { consentModal: { layout: 'box' } },
    onConsent: ({ cookie }) => { console.log(`got ${cookie}`); },
    categories: {
        necessary: { readOnly: true, enabled: true },
        analytics: {
            autoClear: { cookies: [{ name: /^_ga/ }, { name: '_gid' }, { name: /^(_hj|_hjid)$/, domain: '.tea.example' }] },
            services: { ga: { label: 'Google Analytics', onAccept: () => {}, cookies: [{ name: /^_ga/ }] } }
        },
        'social-media': {}
    },
    language: {
        default: 'de',
        translations: {
            en: { preferencesModal: { sections: [{ title: 'Analytics', linkedCategory: 'analytics', cookieTable: { headers: { name: 'Cookie' }, body: [{ name: 'english_only' }] } }] } },
            de: {
                consentModal: { title: 'Wir lieben Tee' },
                preferencesModal: {
                    title: 'Cookies',
                    sections: [
                        { description: 'Ohne Tabelle' },
                        { title: 'Immer nötig', linkedCategory: 'necessary', cookieTable: {
                            caption: 'Liste', headers: { a: 'Name', b: 'Domain', c: 'Beschreibung', d: 'Laufzeit' },
                            body: [ { a: 'sid', b: 'tea.example', c: 'Hält den Warenkorb', d: 'Sitzung' } ] } },
                        { title: 'Zählen', linkedCategory: 'analytics', cookieTable: {
                            headers: { name: 'Cookie', domain: 'Domain', desc: 'Zweck', expiration: 'Ablauf' },
                            body: [ { name: '_gid', domain: location.hostname, desc: 'Zählt <b>Besuche</b>', expiration: '24 Stunden' },
                                    { name: '_ga_*', domain: 'tea.example', desc: `Zählt ${x}`, expiration: '13 Monate' } ] } },
                        { title: 'Soziales', linkedCategory: 'social-media', cookieTable: { headers: { name: 'Name' }, body: [{ name: 'like' }] } },
                    ]
                }
            }
        }
    }
});
