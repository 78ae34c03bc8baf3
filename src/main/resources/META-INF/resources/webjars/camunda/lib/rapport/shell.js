/**
 * Makes the engine's four webapps part of Rapport: one log-out for everything, one login page, and a way back.
 *
 * Loaded by each webapp's config.js while it boots. A script that fails here keeps the webapp from booting, so every
 * step looks first whether the place it hooks into exists, and leaves the webapp as it is when it does not.
 */
import { FOLDERS, attempt, contextPath, engine, language } from './common.js';

const appName = document.querySelector('base')?.getAttribute('app-name') ?? 'tasklist';
const RETURN_KEY = `rapport:return:${window.location.pathname}`;
const LAST_RELOAD_KEY = 'rapport:login-reload';
const RELOAD_PAUSE_MS = 10_000;

function csrfCookie() {
  const cookie = document.cookie.split('; ').find((entry) => entry.startsWith('RAPPORT_CSRF='));
  return cookie && decodeURIComponent(cookie.slice('RAPPORT_CSRF='.length));
}

/** Whoever came straight from the login page to a webapp has no token yet: any answer of Rapport's brings one. */
async function csrfToken() {
  if (!csrfCookie()) {
    await fetch(`${contextPath}/api/me`, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  }
  return csrfCookie();
}

/** Ends the one session that Rapport and all webapps share. */
async function logOut() {
  const token = await csrfToken();
  const answer = await fetch(`${contextPath}/logout`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: token ? { 'X-CSRF-TOKEN': token } : {}
  });
  if (!answer.ok) {
    throw new Error(`Log-out was answered with ${answer.status}`);
  }
}

function decorateLogOut($provide) {
  $provide.decorator('AuthenticationService', [
    '$delegate',
    (service) => {
      const logOutOfWebappOnly = service.logout;
      service.logout = () =>
        logOut()
          .then(() => window.location.assign(`${contextPath}/login?logout`))
          .catch((error) => {
            console.warn('Rapport: the common log-out failed, leaving the webapp only.', error);
            return logOutOfWebappOnly.call(service);
          });
      return service;
    }
  ]);
}

/**
 * The webapps' own login form is closed. When the session has ended, the page is loaded again, which leads to Rapport's
 * login page; the place in the webapp is kept for the way back.
 */
function leaveForLoginPage(event) {
  const last = Number(sessionStorage.getItem(LAST_RELOAD_KEY) ?? 0);
  if (Date.now() - last < RELOAD_PAUSE_MS) {
    return; // a second time at once: rather the webapp's form than a loop
  }
  event.preventDefault();
  sessionStorage.setItem(LAST_RELOAD_KEY, String(Date.now()));
  sessionStorage.setItem(RETURN_KEY, window.location.hash);
  window.location.reload();
}

function returnToPlace() {
  const hash = sessionStorage.getItem(RETURN_KEY);
  sessionStorage.removeItem(RETURN_KEY);
  if (hash && !window.location.hash) {
    window.history.replaceState(null, '', hash);
  }
}

/** Puts the way back to Rapport first in the navigation, inside the header's own template so that it survives redraws. */
function decorateHeader($provide) {
  $provide.decorator('camWidgetHeaderDirective', [
    '$delegate',
    (directives) => {
      const header = directives[0];
      const list = '<ul ng-class="{collapse: !navbarOpen}">';
      if (typeof header?.template === 'string' && header.template.includes(list)) {
        const title = language() === 'en' ? 'Back to Rapport' : 'Zurück zu Rapport';
        header.template = header.template.replace(
          list,
          `${list}<li class="rapport-home" ng-if="authentication.name"><a href="${contextPath}/" target="_self" title="${title}">Rapport</a></li>
          <li class="rapport-home" ng-repeat="page in $root.rapportPages"><a ng-href="{{page.path}}" target="_self">{{page.name}}</a></li>
          <li class="rapport-home" ng-if="$root.rapportItem"><a ng-href="{{$root.rapportItem}}" target="_self">${language() === 'en' ? 'Show in Rapport' : 'In Rapport zeigen'}</a></li>`
        );
      }
      return directives;
    }
  ]);
}

/** The page of what the task or instance in the address bar is about: its business key is the id of it. */
async function itemInRapport() {
  const task = window.location.hash.match(/[?&]task=([\w-]+)/)?.[1];
  const instance =
    window.location.hash.match(/process-instance\/([\w-]+)/)?.[1] ?? (task && (await engine(`task/${task}`)).processInstanceId);
  const { businessKey, definitionId } = instance ? await engine(`process-instance/${instance}`) : {};
  const folder = FOLDERS[definitionId?.split(':')[0]];
  return folder && businessKey ? `${contextPath}/${folder}/${businessKey}` : undefined;
}

/** Keeps the way to that page in the header as somebody goes from task to task. */
function followItem($rootScope) {
  const follow = () =>
    itemInRapport().then((item) => $rootScope.$applyAsync(() => ($rootScope.rapportItem = item)));
  window.addEventListener('hashchange', follow);
  return follow();
}

/** Rapport's pages of every day, for whoever reads them there. */
const PAGES = {
  de: { addresses: 'Adressen', campaigns: 'Kampagnen' },
  en: { addresses: 'Addresses', campaigns: 'Campaigns' }
};
const READERS = ['staff', 'manager', 'processAdmin'];

async function showPages($rootScope) {
  const answer = await fetch(`${contextPath}/api/me`, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  const { groups = [] } = answer.ok ? await answer.json() : {};
  if (groups.some((group) => READERS.includes(group))) {
    const pages = Object.entries(PAGES[language()]).map(([folder, name]) => ({ name, path: `${contextPath}/${folder}` }));
    $rootScope.$applyAsync(() => ($rootScope.rapportPages = pages));
  }
}

/** A refusal is no fault of the application: what follows the headline says what to change. */
const HEADLINES = {
  de: { COMPLETE_ERROR: 'Noch nicht abgeschlossen', PROCESS_START_ERROR: 'Noch nicht angelegt' },
  en: { COMPLETE_ERROR: 'Not completed yet', PROCESS_START_ERROR: 'Not created yet' }
};

function decorateTexts($provide) {
  $provide.decorator('localeLoader', [
    '$delegate',
    (load) => (options) => load(options).then((labels) => ({ ...labels, ...HEADLINES[options?.key] }))
  ]);
}

attempt('the return to the last place', returnToPlace);
attempt('the common log-out and navigation', () => {
  const custom = window.angular.module(`cam.${appName}.custom`);
  custom.config([
    '$provide',
    ($provide) => {
      attempt('the common log-out', () => decorateLogOut($provide));
      attempt('the link to Rapport', () => decorateHeader($provide));
      attempt('plain headlines', () => decorateTexts($provide));
    }
  ]);
  custom.run([
    '$rootScope',
    ($rootScope) => {
      $rootScope.$on('authentication.login.required', (event) =>
        attempt('the common login', () => leaveForLoginPage(event))
      );
      attempt('the link to what a task is about', () => followItem($rootScope));
      attempt("Rapport's pages in the header", () => showPages($rootScope));
    }
  ]);
});

// nothing for the webapps' plugin points
export default [];
