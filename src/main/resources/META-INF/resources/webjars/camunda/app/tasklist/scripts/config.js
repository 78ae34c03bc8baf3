/** Rapport's settings of the engine's Tasklist. */
// Tasklist starts in the first language of the browser if it knows it, else in German
const english = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en');

export default {
  app: { vendor: 'Rapport', name: 'Tasklist' },
  locales: { availableLocales: ['de', 'en'], fallbackLocale: 'de' },
  customScripts: ['../../lib/rapport/shell', 'scripts/rapport-forms', 'scripts/rapport-rules', 'scripts/rapport-names'],
  // as in application.yml: Rapport's own pages use another cookie
  csrfCookieName: 'RAPPORT_WEBAPP_XSRF',
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: english ? 'claims the selected task' : 'beansprucht die gewählte Aufgabe' },
    focusFilter: { key: 'ctrl+shift+f', description: english ? 'goes to the first filter' : 'springt zum ersten Filter' },
    focusList: { key: 'ctrl+alt+l', description: english ? 'goes to the first task' : 'springt zur ersten Aufgabe' },
    focusForm: { key: 'ctrl+alt+f', description: english ? 'goes to the first field of the form' : 'springt zum ersten Feld des Formulars' },
    startProcess: { key: 'ctrl+alt+p', description: english ? 'starts a process' : 'startet einen Prozess' }
  }
};
