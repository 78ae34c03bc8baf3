// What reaches an open page by itself: reminders that fall due, and that something it shows has been changed. The windows of a
// browser share one connection, kept by a worker that this same file is; where there are no such workers, each keeps its own.
(() => {
  'use strict';

  const NAVIGATION = 3000;
  const YOUNG = 60_000;

  // ---- the connection ----

  /**
   * Listens to /events for as long as somebody wants to know.
   * tell(event, data) is called for each event; "lost" after a gap that the server does not remember.
   */
  const listener = tell => {
    const REMEMBERED = 150_000;
    const SILENCE = 80_000;
    let wanted = '';
    let known = new Set();
    let since = '';
    let age = 0;
    let request = null;
    let failures = 0;
    let heard = 0;
    let timer = 0;

    const dispatch = block => {
      let event = '';
      let data = '';
      for (const line of block.split('\n')) {
        if (line.startsWith('event: ')) {
          event = line.slice(7);
        } else if (line.startsWith('data: ')) {
          data = line.slice(6);
        } else if (line.startsWith('id: ')) {
          since = line.slice(4);
          event = event || 'since';
          data = data || since;
        }
      }
      if (event) {
        tell(event, data);
      }
    };

    const read = async (answer, mine) => {
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      let silence = 0;
      const wait = () => {
        clearTimeout(silence);
        silence = setTimeout(() => mine.abort(), SILENCE);
      };
      try {
        for (;;) {
          wait();
          const {done, value} = await reader.read();
          if (done) {
            return;
          }
          heard = Date.now();
          text += value;
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            dispatch(text.slice(0, end));
            text = text.slice(end + 2);
          }
        }
      } finally {
        clearTimeout(silence);
      }
    };

    const open = async () => {
      clearTimeout(timer);
      if (request) {
        request.abort();
      }
      const mine = request = new AbortController();
      known = new Set(wanted.split(' '));
      let pause = 0;
      try {
        const answer = await fetch('/events?' + new URLSearchParams({since, age, shows: wanted}),
          {signal: mine.signal, cache: 'no-store', redirect: 'manual', headers: {Accept: 'text/event-stream'}});
        if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
          // nobody is logged in: the next page that opens tries again
          request = null;
          return;
        }
        if (!answer.ok) {
          throw new Error(`/events was answered with ${answer.status}`);
        }
        if (heard && Date.now() - heard > REMEMBERED) {
          tell('lost', '');
        }
        failures = 0;
        age = 0;
        await read(answer, mine);
      } catch (error) {
        failures++;
        pause = Math.min(60_000, 1000 * 2 ** failures);
      }
      if (mine === request) {
        // not all at once when a node stops
        timer = setTimeout(open, 300 + pause + Math.random() * (1500 + pause));
      }
    };

    return {
      /**
       * what the windows show, what they have been told last, and how many milliseconds ago the newest was read; a connection
       * that knows of it already is kept
       */
      listen(shows, from, old, anew) {
        wanted = shows;
        since = since || from || '';
        age = old;
        if (!request || anew || !shows.split(' ').every(concern => known.has(concern))) {
          open();
        }
      },
      end() {
        clearTimeout(timer);
        if (request) {
          request.abort();
        }
        request = null;
      }
    };
  };

  // ---- the worker ----

  if (typeof SharedWorkerGlobalScope !== 'undefined') {
    const ports = new Map();
    let person = null;
    let timer = 0;
    let due = null;
    // a window comes a while after its page was read, and what has happened in between was told to the others only
    let told = [];
    const connection = listener((event, data) => {
      if (event === 'changed' || event === 'due') {
        told = [...told.filter(({at}) => Date.now() - at < YOUNG), {event, data, at: Date.now()}];
      }
      due = event === 'count' ? data : due;
      ports.forEach((shows, port) => port.postMessage({event, data}));
    });
    self.addEventListener('connect', ({ports: [port]}) => {
      port.addEventListener('message', ({data}) => {
        clearTimeout(timer);
        if (data.bye) {
          ports.delete(port);
          if (!ports.size) {
            // the next page is on its way
            timer = setTimeout(connection.end, NAVIGATION);
          }
          return;
        }
        ports.set(port, data.shows);
        const shows = [...new Set([...ports.values()].join(' ').split(' ').filter(Boolean))].sort().join(' ');
        connection.listen(shows, data.since, data.age, data.person !== person);
        if (data.person === person) {
          told.filter(({at}) => Date.now() - at <= data.age).forEach(one => port.postMessage({event: one.event, data: one.data}));
        } else {
          told = [];
        }
        if (due !== null && data.person === person) {
          port.postMessage({event: 'count', data: due});
        }
        person = data.person;
      });
      port.start();
    });
    return;
  }

  // ---- the page ----

  const script = document.currentScript;
  const {person, icon} = script.dataset;

  const keep = (name, value) => {
    try {
      sessionStorage.setItem('rapport.' + name, value);
    } catch (error) {
      // a browser that keeps nothing shows some things twice
    }
  };
  const kept = name => {
    try {
      return sessionStorage.getItem('rapport.' + name) || '';
    } catch (error) {
      return '';
    }
  };

  // ---- parts that read themselves anew: data-shows names topics, data-refresh the address if it is not the page's own ----

  const FIELDS = 'input:not([type=hidden]), select, textarea';
  const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), input:not([type=hidden]), select, textarea, summary';
  // of a line, or of all of them: somebody's own, even where it stood before the page was looked at
  const TICK = 'tr input[type=checkbox], li > input[type=checkbox]';
  const MORE = '.row-more a[href], .reminder-more a[href]';
  const AGAIN = 1500;
  const MOST_PAGES = 10;

  const value = field => field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value;
  const first = new WeakMap();
  const note = root => {
    root.querySelectorAll(FIELDS).forEach(field => first.set(field, field.matches(TICK) ? field.defaultChecked : value(field)));
    root.querySelectorAll('details').forEach(fold => first.set(fold, fold.open));
  };

  /** Whether a form beside it has asked for another one, which would come in the place of what has gone meanwhile. */
  const isAskedFor = part => [...document.querySelectorAll('.htmx-request[hx-target]')]
    .some(form => form.getAttribute('hx-target') === '#' + part.id);

  // what is replaced between pressing and letting go gets no click
  let pressed = null;
  const letsGo = () => setTimeout(() => {
    pressed = null;
  });
  ['pointerdown', 'keydown'].forEach(type => document.addEventListener(type, ({target}) => {
    pressed = target;
  }, true));
  ['pointerup', 'pointercancel', 'keyup'].forEach(type => document.addEventListener(type, letsGo, true));
  window.addEventListener('blur', letsGo);

  /** Whether somebody is at it: pressing, typing, with a fold open, with something selected. */
  const isBusy = part => {
    const active = document.activeElement;
    return isAskedFor(part) || part.contains(pressed) || (part.contains(active) && active.matches(FIELDS) && !(active.type === 'checkbox'))
      || part.matches('.htmx-request') || part.querySelector('.htmx-request, dialog[open], [data-busy], [role=alert][data-focus]') !== null
      || [...part.querySelectorAll(FIELDS)].some(field => first.has(field) && first.get(field) !== value(field))
      || [...part.querySelectorAll('details')].some(fold => first.has(fold) && fold.open && !first.get(fold));
  };

  const having = (element, attribute) =>
    element.hasAttribute(attribute) ? `[${attribute}="${CSS.escape(element.getAttribute(attribute))}"]` : '';
  /** A selector for it: of many lines alike it means the one of the same line. */
  const names = element => {
    const own = having(element, 'href') || having(element, 'name');
    if (element.id || !own) {
      return element.id && '#' + CSS.escape(element.id);
    }
    const line = element.closest('[id]');
    const value = element.matches('button, [type=checkbox], [type=radio]') ? having(element, 'value') : '';
    return (line ? `#${CSS.escape(line.id)} ` : '') + element.localName + own + value;
  };

  /** Where the focus is in a part, to be found again in what comes instead. */
  const focusIn = part => {
    const active = document.activeElement;
    if (!part.contains(active) || active === part) {
      return fresh => active === part && part !== document.body && fresh.focus({preventScroll: true});
    }
    const selector = names(active);
    const index = [...part.querySelectorAll(FOCUSABLE)].indexOf(active);
    return fresh => {
      const found = (selector && fresh.querySelector(selector)) || [...fresh.querySelectorAll(FOCUSABLE)][index];
      if (found) {
        found.focus({preventScroll: true});
      }
    };
  };

  /** What became of the last action, and what takes it back, stays to be read and pressed. */
  const carryMessages = (part, fresh) => part.querySelectorAll('[role=status][data-focus]').forEach(message => {
    const said = [...fresh.querySelectorAll('[role=status][data-focus]')].find(own => own.textContent === message.textContent);
    if (said) {
      part.focusLater = message.contains(document.activeElement) ? said : part.focusLater;
      return;
    }
    const before = message.previousElementSibling;
    const parent = message.parentElement === part ? fresh : fresh.querySelector(names(message.parentElement) || 'none');
    const beside = parent && before && [...parent.children].find(child => child.className === before.className);
    const held = message.contains(document.activeElement) ? document.activeElement : null;
    if (beside) {
      beside.after(message);
    } else if (parent) {
      parent.prepend(message);
    }
    if (held && parent) {
      part.focusLater = held;
    }
  });

  /** Puts one element in the place of another as if nothing had happened. */
  const replace = (part, fresh) => {
    const focus = focusIn(part);
    carryMessages(part, fresh);
    const still = [...document.querySelectorAll('main h1, main h2, main li, main tr, main .webpart')]
      .find(element => !part.contains(element) && !element.contains(part) && element.getBoundingClientRect().top >= 0);
    const top = still && still.getBoundingClientRect().top;
    part.replaceWith(fresh);
    htmx.process(fresh);
    note(fresh);
    fresh.dispatchEvent(new CustomEvent('htmx:load', {bubbles: true, detail: {elt: fresh, refreshed: true}}));
    (part.focusLater ? () => part.focusLater.focus({preventScroll: true}) : focus)(fresh);
    if (still && window.scrollY > 0) {
      window.scrollBy(0, still.getBoundingClientRect().top - top);
    }
  };

  const get = async (url, headers) => {
    const answer = await fetch(url, {cache: 'no-store', redirect: 'manual', headers: {'X-Quiet': 'true', ...headers}});
    return answer.ok ? answer.text() : null;
  };

  const fragment = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content;
  };

  // how many further pages of a list somebody has asked for
  const grown = new WeakMap();
  document.addEventListener('htmx:beforeSwap', ({detail}) => {
    // afterwards the link is in no list any more
    const link = detail.requestConfig.elt;
    const part = detail.shouldSwap && link.matches(MORE) && link.closest('[data-shows]');
    if (part) {
      grown.set(part, (grown.get(part) || 0) + 1);
    }
  });
  const grow = async (fresh, pages) => {
    for (let page = 0; page < Math.min(pages, MOST_PAGES); page++) {
      const more = fresh.querySelector(MORE);
      const html = more && await get(more.getAttribute('href'), {'HX-Request': 'true'});
      if (!html) {
        return;
      }
      more.closest('li, tr').replaceWith(fragment(html));
      grown.set(fresh, page + 1);
    }
  };

  const waiting = new Set();
  let timer = 0;
  const soon = pause => {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  };

  const isAsked = part => part.isConnected && waiting.has(part.id) && !isBusy(part);

  const renew = async (url, parts) => {
    const own = parts[0].dataset.refresh;
    // a part without a panel around it has the panel's name itself, or panels in it; what is no panel is on the page in any case
    const panels = parts.flatMap(part => [part.closest('.webpart') || part, ...part.querySelectorAll('.webpart')]).map(panel => panel.id);
    const html = await get(url, own ? {'HX-Request': 'true'} : {'X-Parts': panels.join(' ')});
    const now = html === null ? null : own ? fragment(html) : new DOMParser().parseFromString(html, 'text/html');
    for (const part of parts) {
      const fresh = now && now.querySelector('#' + CSS.escape(part.id));
      if (fresh) {
        await grow(fresh, grown.get(part) || 0);
      }
      if (!part.isConnected || isBusy(part)) {
        waiting.add(part.id);
      } else if (fresh && !part.isEqualNode(fresh)) {
        replace(part, fresh);
      } else if (!fresh && html !== null && part.matches('.toast-due')) {
        part.remove();
      }
    }
  };

  const refresh = async () => {
    clearTimeout(timer);
    const byUrl = new Map();
    for (const id of [...waiting]) {
      const part = document.getElementById(id);
      if (!part) {
        waiting.delete(id);
      } else if (isAsked(part)) {
        const url = part.dataset.refresh || location.pathname + location.search;
        byUrl.set(url, [...(byUrl.get(url) || []), part]);
        waiting.delete(id);
      }
    }
    try {
      await Promise.all([...byUrl].map(([url, parts]) => renew(url, parts)));
    } catch (error) {
      // not reachable: the connection will notice, and what it missed comes with the next one
      byUrl.forEach(parts => parts.forEach(part => waiting.add(part.id)));
    }
    if (waiting.size) {
      soon(AGAIN);
    }
  };

  /** topics with blanks between, or * for all; of which one part shows the new state already. */
  const changed = (topics, but) => {
    const named = topics.split(' ');
    document.querySelectorAll('[data-shows]').forEach(part => {
      if (part.id && part.id !== but && (topics === '*' || part.dataset.shows.split(' ').some(topic => named.includes(topic)))) {
        waiting.add(part.id);
      }
    });
    if (waiting.size) {
      soon(document.hidden ? AGAIN : 100);
    }
    countAnew();
  };

  const windows = 'BroadcastChannel' in self ? new BroadcastChannel('rapport') : {postMessage() {}};
  windows.onmessage = ({data}) => changed(data.changed, null);

  document.addEventListener('htmx:afterRequest', ({detail}) => {
    const topics = detail.requestConfig && detail.requestConfig.verb !== 'get' && detail.xhr.getResponseHeader('X-Changed');
    if (topics) {
      changed(topics, detail.target && detail.target.id);
      windows.postMessage({changed: topics});
    }
  });

  // what a page has done without htmx
  document.addEventListener('written', ({detail}) => {
    changed(detail, null);
    windows.postMessage({changed: detail});
  });

  // ---- how many wait: in the title, in the navigation, in the icon ----

  const link = document.querySelector('link[rel=icon]');
  const logo = link && link.getAttribute('href');
  const title = document.title;
  const count = number => {
    keep('due', number);
    const many = number > 9 ? '9' : number;
    document.title = (number ? `(${number}) ` : '') + title;
    document.querySelectorAll('[data-due-count]').forEach(place => {
      place.textContent = number || '';
      place.hidden = !number;
    });
    if (link) {
      link.setAttribute('href', number ? `${icon}#n${many}` : logo);
    }
  };
  if (kept('due') && kept('person') === person) {
    count(Number(kept('due')));
  }
  keep('person', person);

  // ---- how many pass the views in the navigation: kept for a minute, read anew when something has been changed ----

  const OFTEN = 10_000;
  const views = document.getElementById('pinned-views');
  const links = views ? [...views.querySelectorAll('a')] : [];
  // counts are kept for these views only
  const hrefs = [person, ...links.map(each => each.getAttribute('href'))].join(' ');
  let countTimer = 0;
  const showCounts = items => items.forEach(({path, count: passing, more}) => {
    const place = links.find(each => each.getAttribute('href') === path);
    if (place) {
      place.querySelector('.count').textContent = passing === null ? '' : more ? `${passing}+` : passing;
    }
  });
  const readCounts = async () => {
    const json = await get(views.dataset.counts, {Accept: 'application/json'});
    if (json) {
      const {items} = JSON.parse(json);
      keep('counts', JSON.stringify({at: Date.now(), hrefs, items}));
      showCounts(items);
    }
  };
  const keptCounts = () => {
    const known = JSON.parse(kept('counts') || 'null');
    return known && known.hrefs === hrefs ? known : {at: 0, items: []};
  };
  const countAnew = () => {
    if (links.length && !countTimer) {
      countTimer = setTimeout(() => {
        countTimer = 0;
        readCounts().catch(() => {
          // not reachable: the next change, or the next page, counts again
        });
      }, Math.max(300, keptCounts().at + OFTEN - Date.now()));
    }
  };
  if (links.length) {
    const {at, items} = keptCounts();
    showCounts(items);
    if (Date.now() - at > YOUNG) {
      countAnew();
    }
  }

  // ---- how far an export is ----

  const GONE_AFTER = 8000;
  const sentence = (name, ...numbers) => numbers.reduce((text, number, place) =>
    text.replace(`{${place}}`, Number(number).toLocaleString(document.documentElement.lang)),
    document.getElementById('export-texts').content.querySelector(`[data-text=${name}]`).textContent);
  const toasts = new Map();
  const exportToast = key => {
    const toast = document.getElementById('toast-template').content.querySelector('.toast-info').cloneNode(true);
    toast.querySelector('p').append(document.createElement('span'), document.createElement('progress'));
    document.getElementById('toasts').append(toast);
    toasts.set(key, toast);
    return toast;
  };
  const exported = (key, rows, state) => {
    const known = toasts.get(key);
    // what was noted in one go comes in any order
    if (known && (known.dataset.ended || Number(known.dataset.rows) > Number(rows))) {
      return;
    }
    const ended = state === 'whole' || state === 'broken';
    const toast = known && (known.isConnected || !ended) ? known : exportToast(key);
    toast.dataset.rows = rows;
    toast.querySelector('span').textContent = ended ? sentence(state, rows) : Number(state) ? sentence('of', rows, state) : sentence('some', rows);
    const bar = toast.querySelector('progress');
    if (ended) {
      toast.dataset.ended = 'true';
      bar.remove();
      setTimeout(() => toast.remove(), GONE_AFTER);
    } else if (Number(state)) {
      bar.max = state;
      bar.value = rows;
    }
  };

  // ---- a reminder that falls due ----

  const allowed = () => 'Notification' in self && Notification.permission === 'granted';

  const due = async (contact, key) => {
    const shown = kept('shown').split(' ');
    if (shown.includes(key)) {
      return;
    }
    keep('shown', [...shown, key].slice(-100).join(' '));
    const html = await get(`/reminders/due/${contact}`, {'HX-Request': 'true'});
    const toast = html && fragment(html).firstElementChild;
    if (!toast) {
      return;
    }
    const old = document.getElementById(toast.id);
    if (old) {
      old.remove();
    }
    document.getElementById('toasts').append(toast);
    htmx.process(toast);
    note(toast);
    if (allowed()) {
      const told = new Notification(toast.querySelector('.toast-title').textContent,
        {body: toast.querySelector('.toast-body').textContent, tag: key, icon: logo, silent: true});
      told.addEventListener('click', () => {
        window.focus();
        location.href = `/contacts/${contact}`;
      });
    }
  };

  // ✓ opens the short way of closing where the page has it
  document.addEventListener('click', event => {
    const done = event.target.closest('[data-close-line]');
    const fold = done && document.querySelector(`#${CSS.escape(done.dataset.closeLine)} details.reminder-close`);
    if (fold) {
      event.preventDefault();
      fold.open = true;
      fold.scrollIntoView({block: 'nearest'});
      (fold.querySelector('[data-first]') || fold.querySelector('summary')).focus();
      done.closest('.toast-message').remove();
    }
  });

  const offer = () => document.querySelectorAll('[data-notify]').forEach(button => {
    button.hidden = !('Notification' in self) || Notification.permission !== 'default';
  });
  document.addEventListener('click', event => {
    if (event.target.closest('[data-notify]')) {
      Notification.requestPermission().then(offer);
    }
  });

  // ---- to the connection ----

  const hear = (event, data) => {
    if (event === 'changed') {
      changed(data, null);
    } else if (event === 'lost') {
      changed('*', null);
    } else if (event === 'count') {
      count(Number(data));
    } else if (event === 'export') {
      exported(...data.split(' '));
    } else if (event === 'due') {
      due(...data.split(' ')).catch(() => keep('shown', ''));
    } else if (event === 'since') {
      keep('since', data);
    }
  };

  const shows = () => [...document.querySelectorAll('[data-watch]')].map(part => part.dataset.watch).join(' ');
  let said;
  let say;
  let bye;
  if ('SharedWorker' in self) {
    let port = null;
    say = (now, age) => {
      if (!port) {
        ({port} = new SharedWorker(script.src, 'rapport'));
        port.onmessage = ({data}) => hear(data.event, data.data);
      }
      port.postMessage({shows: now, since: kept('since'), person, age});
    };
    bye = () => port && port.postMessage({bye: true});
  } else {
    const own = listener(hear);
    const whenVisible = () => document.hidden ? own.end() : own.listen(shows(), kept('since'), 0, true);
    say = (now, age) => !document.hidden && own.listen(now, kept('since'), age, false);
    bye = own.end;
    document.addEventListener('visibilitychange', whenVisible);
  }
  // first the page itself: the connection, which stays, comes when it is at rest
  const AT_REST = 2000;
  let rested = false;
  window.addEventListener('load', () => setTimeout(() => {
    rested = true;
    listen();
  }, AT_REST));
  const listen = () => {
    const now = shows();
    if (rested && now !== said) {
      // the page is not older than its request
      const age = said === undefined ? Math.round(performance.now()) : 0;
      if (age > YOUNG) {
        changed('*', null);
      }
      say(now, Math.min(age, YOUNG));
      said = now;
    }
  };
  window.addEventListener('pagehide', bye);
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      said = null;
      listen();
      changed('*', null);
    }
  });
  document.addEventListener('htmx:load', event => {
    if (!event.detail.refreshed) {
      note(event.detail.elt);
    }
    listen();
  });
  document.addEventListener('DOMContentLoaded', () => {
    note(document);
    offer();
    listen();
  });
})();
