// cc.js of a made-up shop
CookieConsent.whitelist = ['x'];
CookieConsentDialog.cookieTableNecessary = [['CookieConsent','arbata.example','Stores the visitor\'s choice','1 year','HTTP','1','','','Cookiebot'],["sid","arbata.example","Keeps the basket","Session","HTTP","1","","",""]];
CookieConsentDialog.cookieTableNecessaryCount = 2;
CookieConsentDialog.cookieTablePreference = [];
CookieConsentDialog.cookieTableStatistics = [['_ga_#','arbata.example','Counts visits','2 years','HTTP','1','^_ga_.*$','','Google'],];
CookieConsentDialog.cookieTableAdvertising = [['seen','reklama.example<br/>cdn.reklama.example','Advertising <a href="x">more</a>','Persistent','HTML','2','','','Reklama'],['tr/#','reklama.example','Advertising','Session','Pixel','5','','','']];
CookieConsentDialog.cookieTableUnclassified = [['odd|key','arbata.example','Pending','400 days','IndexedDB','3','','','']];
function later() { return { a: [1, /[}"]/ ] }; }
