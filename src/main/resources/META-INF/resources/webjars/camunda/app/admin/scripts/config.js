/** Rapport's settings of the engine's Admin. */
export default {
  app: { vendor: 'Rapport', name: 'Admin' },
  locales: { availableLocales: ['de', 'en'], fallbackLocale: 'de' },
  customScripts: ['../../lib/rapport/shell'],
  // as in application.yml: Rapport's own pages use another cookie
  csrfCookieName: 'RAPPORT_WEBAPP_XSRF',
  disableWelcomeMessage: true
};
