/** Rapport's settings of the engine's Welcome. */
const english = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en');

export default {
  app: { vendor: 'Rapport', name: 'Welcome' },
  locales: { availableLocales: ['de', 'en'], fallbackLocale: 'de' },
  customScripts: ['../../lib/rapport/shell'],
  // as in application.yml: Rapport's own pages use another cookie
  csrfCookieName: 'RAPPORT_WEBAPP_XSRF',
  disableWelcomeMessage: true,
  links: [
    {
      label: 'Rapport',
      href: '../../../../',
      description: english ? 'Addresses, contacts and campaigns' : 'Adressen, Kontakte und Kampagnen'
    }
  ]
};
