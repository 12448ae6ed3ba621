/* réglages d'une librairie inventée */
tarteaucitron.init({
    "privacyUrl": "/confidentialite", /* adresse */
    "hashtag": "#cookies",
    "cookieName": "librairie_choix", // nom du cookie
    "highPrivacy": true,
});
tarteaucitron.services.compteur = {
    "key": "compteur", "type": "analytic", "name": "Compteur de pages", "uri": "https://compteur.example/vie-privee",
    "needConsent": true,
    "cookies": (function () { var id = tarteaucitron.user.id, c = '_c_' + id; return ['_compteur', 'page_vue', c]; })(),
    "js": function () { "use strict"; if (tarteaucitron.user.x === undefined) { return; } tarteaucitron.addScript('//compteur.example/a.js', '', function () { var a = {key: 1, type: 2, name: 3}; }); }
};
tarteaucitron.services.film = { "key": "film", "type": "video", "name": "Films", "uri": "", "needConsent": false, "cookies": ['film_vu'], "js": function () {} };
tarteaucitron.user.gtagUa = 'G-1';
(tarteaucitron.job = tarteaucitron.job || []).push('gtag');
(tarteaucitron.job = tarteaucitron.job || []).push('compteur');
