// What cannot be undone is done ten seconds late (ADR 53). The server has rehearsed it and refused nothing; its lines are hidden,
// a message offers to take it back. It is done at once when the message is closed or the page is left. What a browser was left with,
// because it broke down or the server did not answer, is done by the next page. Without this file it is done at once.
(() => {
  'use strict';

  const PATIENCE = 10_000;
  const STEP = 250;
  const AGAIN = 3000;
  const UNDERWAY = 2000;
  const REFRESHED = 5000;
  const STORE = 'rapport.held';

  const {person} = document.currentScript.dataset;
  const held = new Map();

  const say = (text, kind) => document.dispatchEvent(new CustomEvent('toast', {detail: {text, kind}}));

  // ---- kept for the next page ----

  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(STORE) || '[]');
    } catch (error) {
      return []; // a browser that keeps nothing
    }
  };
  const store = change => {
    try {
      localStorage.setItem(STORE, JSON.stringify(change(stored())));
    } catch (error) {
      // it is done by this page then
    }
  };
  const forget = order => store(all => all.filter(({id}) => id !== order.id));
  const keep = order => store(all => [...all.filter(({id}) => id !== order.id), order]);

  /** Only one page does it: the one that is at it keeps the lock, and others wait until it is gone. */
  const alone = (order, work) => navigator.locks ? navigator.locks.request('rapport.held.' + order.id, work) : work();
  /** Where browsers have no locks, which is without TLS, nobody waits that long. */
  const isLeft = order => Boolean(navigator.locks) || Date.now() - order.at > 6 * PATIENCE;

  // ---- the lines it is about ----

  const formOf = order => {
    const part = document.getElementById(order.part);
    return part && (part.matches('form') ? part : part.querySelector(`form#${CSS.escape(order.form)}`));
  };
  const linesOf = order => {
    const form = formOf(order);
    return form ? order.lines.map(line => form.querySelector(`[data-line="${CSS.escape(line)}"]`)).filter(Boolean) : [];
  };
  const countOf = line => document.getElementById(line.dataset.counts || '')?.querySelector('.count');
  const hide = (line, hidden, stays) => {
    if (stays) {
      line.classList.toggle('held', hidden);
    } else if (line.hidden !== hidden) {
      line.hidden = hidden;
      const count = countOf(line);
      if (count) {
        count.textContent = String(Math.max(0, Number(count.textContent) + (hidden ? -1 : 1)));
      }
    }
  };
  /** A heading without a line that is shown says nothing. */
  const headings = form => form.querySelectorAll('[data-heading]').forEach(heading => {
    let next = heading.nextElementSibling;
    while (next && next.hidden) {
      next = next.nextElementSibling;
    }
    heading.hidden = !next || next.hasAttribute('data-heading');
  });
  const show = (order, hidden) => {
    const form = formOf(order);
    if (form) {
      linesOf(order).forEach(line => hide(line, hidden, order.stays));
      headings(form);
      if (!order.lines.length) {
        form.inert = hidden;
      }
    }
  };
  const showAll = () => held.forEach(order => show(order, true));

  // ---- what was typed ----

  const ofOtherLine = (name, lines) => {
    const [, line] = /-((?:[a-z]+-)?\d+)$/.exec(name) || [];
    return line !== undefined && !lines.includes(line);
  };
  /** The fields that are sent: those of the lines, of the form as a whole, and what selects the lines. */
  const fieldsOf = (sent, lines) => sent.filter(([name, value]) => typeof value === 'string' && !ofOtherLine(name, lines)
    && (!lines.length || !['selected', 'member'].includes(name) || lines.includes(value.split(':')[0])));

  // what was chosen in a lookup stands in a hidden field beside it
  const chosen = field => field.type === 'hidden' && document.getElementById(field.id + 'Text') !== null;
  const typed = (form, order) => [...form.elements].filter(field => field.name && (field.type !== 'hidden' || chosen(field))
    && !field.matches('button') && order.fields.some(([name]) => name === field.name));
  /** Others count what is checked. */
  const check = (field, checked) => {
    if (field.checked !== checked) {
      field.checked = checked;
      field.dispatchEvent(new Event('change', {bubbles: true}));
    }
  };
  const reset = (form, order) => typed(form, order).forEach(field => {
    if (field.matches('[type=checkbox], [type=radio]')) {
      check(field, field.checked && !order.fields.some(([name, value]) => name === field.name && value === field.value));
    } else if (!field.matches('select')) {
      field.value = chosen(field) ? '' : field.defaultValue;
    }
  });
  const refill = order => {
    const form = formOf(order);
    if (!form) {
      return;
    }
    typed(form, order).forEach(field => {
      const values = order.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.matches('[type=checkbox], [type=radio]')) {
        check(field, values.includes(field.value));
      } else {
        [field.value] = values;
      }
    });
    const fold = document.getElementById(order.button)?.closest('details');
    if (fold) {
      fold.open = true;
    }
    const first = fold?.querySelector('[data-first]') || document.getElementById(order.button) || linesOf(order)[0]?.querySelector('a, input');
    if (first) {
      first.focus();
    }
  };
  const goOn = (form, lines) => {
    const next = [...form.querySelectorAll('[data-line]')].find(line => !line.hidden
      && (lines.length === 0 || !lines[0].isConnected || lines[0].compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING))
      || form.querySelector('[data-line]:not([hidden])');
    (next?.querySelector('summary') || next?.querySelector('a, input') || form.closest('.webpart')?.querySelector('a, button'))?.focus();
  };

  // ---- doing it ----

  const send = (order, more) => fetch(order.url, {
    method: 'POST',
    redirect: 'manual',
    headers: {'HX-Request': 'true', 'X-CSRF-TOKEN': window.rapportToken(), ...more.headers},
    body: new URLSearchParams(order.fields),
    keepalive: Boolean(more.keepalive)
  });

  const refusals = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...new Set([...template.content.querySelectorAll('.field-error, .alert-danger, .toast-danger p')].map(one => one.textContent.trim()))];
  };

  /** The answer to a form as a whole is what comes in its place. */
  const putIn = (order, html) => {
    const template = document.createElement('template');
    template.innerHTML = html;
    const part = document.getElementById(order.part);
    const fresh = template.content.firstElementChild;
    if (part && fresh) {
      part.replaceWith(fresh);
      window.htmx.process(fresh);
      fresh.dispatchEvent(new CustomEvent('htmx:load', {bubbles: true, detail: {elt: fresh}}));
    }
  };

  const end = (order, shown) => {
    clearTimeout(order.timer);
    held.delete(order.id);
    forget(order);
    order.message?.remove();
    show(order, false);
    if (shown) {
      refill(order);
    }
  };

  const carryOut = async order => {
    order.sent = true;
    let answer;
    try {
      answer = await send(order, {});
    } catch (error) {
      answer = null;
    }
    if (!answer || answer.status >= 500 || answer.type === 'opaqueredirect' || answer.status === 401) {
      // it stays with the page, and can be taken back as long as that lasts
      order.sent = false;
      await new Promise(resolve => setTimeout(resolve, AGAIN));
      return held.has(order.id) ? carryOut(order) : undefined;
    }
    if (answer.ok) {
      forget(order);
      order.message?.remove();
      document.dispatchEvent(new CustomEvent('written', {detail: answer.headers.get('X-Changed') || ''}));
      if (!order.lines.length) {
        putIn(order, await answer.text());
      } else if (!order.stays) {
        linesOf(order).forEach(line => line.remove());
      }
      // what was asked for before may still come with them
      setTimeout(() => end(order, false), order.stays ? 0 : REFRESHED);
      return undefined;
    }
    const said = refusals(await answer.text());
    end(order, true);
    say(said.join(' ') || document.getElementById('offline-text').content.textContent.trim(), 'danger');
    return undefined;
  };

  const takeBack = order => {
    if (order && !order.sent) {
      end(order, true);
      order.release?.();
    }
  };

  const wait = order => new Promise(resolve => {
    order.release = resolve;
    let left = PATIENCE;
    const step = () => {
      if (!held.has(order.id)) {
        resolve();
      } else if (!order.message.isConnected) {
        resolve(carryOut(order));
      } else {
        // nobody is hurried who is about to press the button
        left -= order.message.matches(':hover, :focus-within') ? 0 : STEP;
        if (left > 0) {
          order.timer = setTimeout(step, STEP);
        } else {
          resolve(carryOut(order));
        }
      }
    };
    order.timer = setTimeout(step, STEP);
  });

  const hold = order => {
    const message = document.getElementById('held-template').content.firstElementChild.cloneNode(true);
    message.querySelector('p').textContent = order.text;
    message.querySelector('[data-undo]').addEventListener('click', () => takeBack(order));
    order.message = message;
    document.getElementById('toasts').append(message);
    held.set(order.id, order);
    const {message: element, ...plain} = order;
    keep({...plain, person});
    alone(order, () => wait(order));
    const form = formOf(order);
    const lines = linesOf(order);
    if (form) {
      reset(form, order);
      [...lines, form].forEach(part => part.querySelectorAll('details[open]').forEach(fold => {
        fold.open = fold.closest('[data-line]') && !lines.includes(fold.closest('[data-line]')) && fold.open;
      }));
      delete form.dataset.unsaved;
      show(order, true);
      const active = document.activeElement;
      if (active === document.body || active.closest('[hidden], details:not([open]) > :not(summary)')) {
        goOn(form, lines);
      }
    }
  };

  // ---- the requests of the page ----

  document.addEventListener('htmx:configRequest', ({detail}) => {
    const button = detail.triggeringEvent && detail.triggeringEvent.submitter;
    if (button && 'hold' in button.dataset) {
      detail.headers['X-Hold'] = 'true';
    }
  });
  document.addEventListener('htmx:afterRequest', ({detail}) => {
    const answer = detail.requestConfig && detail.requestConfig.headers['X-Hold'] && detail.xhr.getResponseHeader('X-Held');
    if (answer) {
      const {text, lines} = JSON.parse(answer);
      const button = detail.requestConfig.triggeringEvent.submitter;
      hold({
        id: `${Date.now()}${Math.random()}`,
        at: Date.now(),
        text,
        lines,
        url: detail.requestConfig.path,
        fields: fieldsOf([...detail.requestConfig.formData.entries()], lines),
        part: detail.target.id,
        form: detail.elt.id,
        button: button.id,
        stays: button.dataset.hold === 'stays'
      });
    }
  });
  document.addEventListener('htmx:load', showAll);

  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
    const last = [...held.values()].filter(order => !order.sent).pop();
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z' && last && !(typing && typing.value !== typing.defaultValue)) {
      event.preventDefault();
      takeBack(last);
    }
  });

  // ---- leaving and coming ----

  window.addEventListener('pagehide', () => held.forEach(order => {
    if (!order.sent) {
      send(order, {keepalive: true}).catch(() => { /* the next page finds it in the store */ });
    }
  }));

  /** What another page has not done: what is still possible of it. Whatever it has done is not. */
  const doLater = async order => {
    try {
      await new Promise(resolve => setTimeout(resolve, UNDERWAY));
      const rehearsed = await send(order, {headers: {'X-Hold': 'true', 'X-Hold-Again': 'true'}});
      const possible = rehearsed.headers.get('X-Held');
      if (possible) {
        const {lines} = JSON.parse(possible);
        const answer = await send({...order, fields: fieldsOf(order.fields, lines)}, {});
        if (!answer.ok) {
          return;
        }
        say(order.text, 'success');
        document.dispatchEvent(new CustomEvent('written', {detail: answer.headers.get('X-Changed') || ''}));
      }
      if (rehearsed.status < 500 && rehearsed.type !== 'opaqueredirect') {
        forget(order);
      }
    } catch (error) {
      // not reachable: the next page tries again
    }
  };
  const recover = () => stored().filter(order => order.person === person && !held.has(order.id) && isLeft(order))
    .forEach(order => alone(order, () => stored().some(({id}) => id === order.id) && doLater(order)));

  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      held.forEach(order => {
        clearTimeout(order.timer);
        order.message?.remove();
        show(order, false);
      });
      held.clear();
    }
    recover();
  });
})();
