/**
 * Says after a form was sent which rules ran: conditions checked, events executed; and leads to the page of the contact or
 * measure. Tasklist itself says no more than that the task has gone.
 *
 * Whatever form it was, it is sent through the client of the engine's REST API, which is asked to tell. If a version of
 * Tasklist arranges this differently, nothing is said.
 */
import { FOLDERS, attempt, contextPath, engine, language } from '../../../lib/rapport/common.js';

const SHOWN_MS = 30_000;

const TEXTS = {
  de: {
    started: { PLANNED: 'ist angelegt', PERFORMED: 'ist als durchgeführt angelegt', NOT_PERFORMED: 'ist als nicht durchgeführt angelegt' },
    completed: { PLANNED: 'ist weiter offen', PERFORMED: 'ist durchgeführt', NOT_PERFORMED: 'ist nicht durchgeführt' },
    rules: 'Ausgeführte Regeln',
    kind: { condition: 'Bedingung geprüft', event: 'Ereignis ausgeführt', step: 'Schritt' },
    show: 'In Rapport zeigen'
  },
  en: {
    started: { PLANNED: 'has been created', PERFORMED: 'has been created as performed', NOT_PERFORMED: 'has been created as not performed' },
    completed: { PLANNED: 'is still open', PERFORMED: 'is performed', NOT_PERFORMED: 'is not performed' },
    rules: 'Rules that ran',
    kind: { condition: 'condition checked', event: 'event executed', step: 'step' },
    show: 'Show in Rapport'
  }
};

async function api(path) {
  const answer = await fetch(`${contextPath}/api/${path}`, {
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Accept-Language': language() }
  });
  if (!answer.ok) {
    throw new Error(`${path} was answered with ${answer.status}`);
  }
  return answer.json();
}

/** Texts become text nodes, whatever they look like. */
function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function message(path, headline, { rules }, texts) {
  const items = rules.map((rule) =>
    element('li', {}, `${rule.name} `, element('small', {}, texts.kind[rule.kind] ?? rule.kind))
  );
  return element(
    'div',
    { className: 'rapport-rules', role: 'status' },
    element('strong', {}, headline),
    ...(items.length > 0 ? [element('p', {}, texts.rules), element('ol', {}, ...items)] : []),
    element('a', { href: `${contextPath}/${path}`, target: '_self' }, texts.show)
  );
}

/** The instance may have ended with the form; the engine's history still knows what it was about. */
async function tell(injector, instance, happened) {
  const { businessKey, processDefinitionKey } = await engine(`history/process-instance/${instance}`);
  const folder = FOLDERS[processDefinitionKey];
  if (!folder || !businessKey) {
    return;
  }
  const path = `${folder}/${businessKey}`;
  const [item, run] = await Promise.all([api(path), api(`${path}/rules`)]);
  const texts = TEXTS[language()];
  injector.get('$rootScope').$applyAsync(() =>
    injector.get('Notifications').addMessage({
      type: 'success',
      status: message(path, `${item.number} ${texts[happened][item.status]}`, run, texts).outerHTML,
      unsafe: true,
      duration: SHOWN_MS,
      // one at a time
      about: 'rules',
      exclusive: ['about']
    })
  );
}

/** The dialog around a start form takes every message along when it closes. */
function dialogClosed(injector) {
  return injector.get('$uibModalStack').getTop()?.key.closed;
}

/** Lets a resource of the client tell what it has sent. What is told of comes on top and can spoil nothing. */
function whenSubmitted(injector, resource, then) {
  const submit = resource.submitForm;
  resource.submitForm = function (form, ...rest) {
    const closed = dialogClosed(injector);
    const sent = submit.call(this, form, ...rest);
    Promise.resolve(sent)
      .then(async (answer) => {
        await closed;
        await then(form, answer);
      })
      .catch((error) => console.debug('Rapport: nothing to tell about this form.', error));
    return sent;
  };
}

attempt('the rules that ran', () =>
  window.angular.module('cam.tasklist.custom').run([
    '$injector',
    (injector) =>
      attempt('the rules that ran', () => {
        const client = injector.get('camAPI');
        whenSubmitted(injector, client.resource('process-definition'), (_form, started) =>
          tell(injector, started.id, 'started')
        );
        whenSubmitted(injector, client.resource('task'), async ({ id }) => {
          const [task] = await engine(`history/task?taskId=${encodeURIComponent(id)}`);
          await tell(injector, task.processInstanceId, 'completed');
        });
      })
  ])
);

// nothing for Tasklist's plugin points
export default [];
