// A made-up garden shop. By default the consent manager looks for this variable.
/* services: [ { name: 'not this one' } ] */
const labels = { en: { purposes: { analytics: 'Counting' }, mapservice: { title: 'Garden maps' } } };
var klaroConfig = {
  version: 1,
  elementID: 'klaro',
  storageMethod: 'cookie',
  storageName: 'garden-consent',
  cookieExpiresAfterDays: 120,
  cookieDomain: '.garden.example',
  default: false, mustConsent: true,
  translations: labels,
  services: [
    {
      name: 'matomo', title: "Matomo", purposes: ['analytics'],
      cookies: [
        [/^_pk_.*$/, '/', 'garden.example'],   // a regex, a path, a domain
        'mtm_consent',
        /^(one|two)$/i,
      ],
      callback: function (consent, service) {
        if (consent) { var x = { cookies: ['never'] }; window._paq.push(['x/]', /[}]/]); }
      },
      required: false, optOut: false, onlyOnce: true,
    },
    { name: 'mapservice', purposes: ['maps', 'functional'], onInit() { return `a ${ {b: `}`} } c`; }, cookies: [{ pattern: 'tile_' + version, domain: 'maps.example' }] },
    { name: 'basket', purposes: ['functional'], required: !0, cookies: ['sid',], },
    { name: 'adserver', title: 'Hedge Ads', purposes: ['advertising'], cookies: adCookies },
  ],
};
const adCookies = ['hedge', new RegExp('^hedge_.*')];
window.klaroConfig = klaroConfig;
