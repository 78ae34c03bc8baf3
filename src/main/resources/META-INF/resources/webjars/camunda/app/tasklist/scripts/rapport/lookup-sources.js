/**
 * Where the lookups of forms find what they offer: Rapport's own API, read only, with the session of the person who is
 * logged in. Each source answers hits {id, label, detail, companyId?} and remembers the labels it has shown.
 */
import { contextPath, language } from '../../../../lib/rapport/common.js';

export const MOST_HITS = 10;
const TERMS = 2;
const LONGEST = 255;

const TEXTS = {
  de: { ofAddress: 'dieser Adresse zugeordnet', newAddress: 'Neue Adresse anlegen' },
  en: { ofAddress: 'assigned to this address', newAddress: 'Create an address' }
};

async function get(path, query = {}, signal = undefined) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  const answer = await fetch(`${contextPath}/api/${path}${parameters && '?'}${parameters}`, {
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Accept-Language': language() },
    signal
  });
  if (!answer.ok) {
    throw new Error(`${path} was answered with ${answer.status}`);
  }
  const body = await answer.json();
  return Array.isArray(body?.items) ? body.items : body;
}

/** As Rapport's search folds: without case and accents; "ü" is found as "u" and as "ue". */
export function fold(text) {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{Diacritic}/gu, '');
}

function spellings(text) {
  const umlauts = { ä: 'ae', ö: 'oe', ü: 'ue' };
  return `${fold(text)} ${fold(text.toLowerCase().replace(/[äöü]/g, (letter) => umlauts[letter]))}`;
}

/** The words that count, as everywhere in Rapport (SearchTerms.java; search-terms.json says for both what comes out). */
export function terms(text) {
  return text
    .normalize('NFC')
    .split(/[\s\p{Z}\p{Cc}\p{Cs},;]+/u)
    .filter((word) => /[^\p{Cf}]/u.test(word))
    .slice(0, TERMS)
    .map((word) => [...word].slice(0, LONGEST).join(''));
}

function matching(hits, text) {
  const wanted = terms(text).map(fold);
  return hits.filter((hit) => {
    const haystack = spellings(`${hit.label} ${hit.detail ?? ''}`);
    return wanted.every((term) => haystack.includes(term));
  });
}

const joined = (parts, separator) => parts.filter(Boolean).join(separator);

/** A day as people of the language write it. */
function day(isoDate) {
  return isoDate && new Date(`${isoDate}T00:00`).toLocaleDateString(language(), { dateStyle: 'medium' });
}

function fullName({ firstName, name }) {
  return firstName && !name?.includes(firstName) ? `${firstName} ${name}` : (name ?? '');
}

function addressHit(address) {
  const isPerson = String(address.kind ?? '').toLowerCase() === 'person';
  return {
    id: String(address.id),
    label: fullName(address),
    detail: joined([isPerson && address.company, address.role, address.town, address.phone], ' · '),
    companyId: isPerson && address.companyId ? String(address.companyId) : undefined,
    company: address.company
  };
}

/** Something to choose from; ids and labels stay together, so that a stored id can be shown as a name. */
class Source {
  #labels = new Map();

  /** Whether it offers something before anything is typed. */
  opensEmpty = false;

  /** Where to go when nothing is found: {label, path}. */
  elsewhere = undefined;

  constructor(kind) {
    this.kind = kind;
  }

  label(id) {
    return this.#labels.get(id);
  }

  remember(hits) {
    hits.forEach((hit) => this.#labels.set(hit.id, hit.label));
    return hits;
  }

  async find(text, scope, signal) {
    return this.remember((await this.search(text, scope, signal)).slice(0, this.most ?? MOST_HITS));
  }

  /** @returns the label of a stored id, or the id itself where nothing is known about it */
  async resolve(id) {
    if (!this.#labels.has(id)) {
      this.remember([await this.lookUp(id)]);
    }
    return this.label(id) || id;
  }
}

class Addresses extends Source {
  elsewhere = { label: TEXTS[language()].newAddress, path: `${contextPath}/addresses/new` };

  async search(text, _scope, signal) {
    const hits = (await get('addresses', { q: text, kind: 'any' }, signal)).map(addressHit);
    this.remember(hits.filter((hit) => hit.companyId).map((hit) => ({ id: hit.companyId, label: hit.company })));
    return hits;
  }

  async lookUp(id) {
    return addressHit(await get(`addresses/${encodeURIComponent(id)}`));
  }
}

/** With an address: its contact persons. Without one: all contact persons, and the choice brings the address along. */
class ContactPersons extends Source {
  opensEmpty = true;
  within = 'address';

  constructor(addresses) {
    super('contactPerson');
    this.addresses = addresses;
  }

  async search(text, companyId, signal) {
    if (!text.trim() && companyId) {
      return (await get(`addresses/${encodeURIComponent(companyId)}/contact-persons`, { limit: MOST_HITS }, signal)).map((person) => ({
        ...addressHit(person),
        companyId
      }));
    }
    const hits = (await get('addresses', { q: text, kind: 'person', company: companyId }, signal)).map(addressHit);
    this.addresses.remember(hits.filter((hit) => hit.companyId).map((hit) => ({ id: hit.companyId, label: hit.company })));
    return hits;
  }

  lookUp(id) {
    return this.addresses.lookUp(id);
  }

  // a person chosen in the address field is known here as well
  label(id) {
    return super.label(id) ?? this.addresses.label(id);
  }
}

class Users extends Source {
  async search(text, _scope, signal) {
    return (await get('users', { q: text }, signal)).map((user) => ({ id: String(user.id), label: user.name, detail: user.id }));
  }

  async lookUp(id) {
    const found = await this.search(id);
    return found.find((user) => user.id === id) ?? { id, label: id };
  }
}

/** A short list that is fetched once and filtered here. */
class Listed extends Source {
  opensEmpty = true;
  most = Infinity;
  #all;

  async search(text) {
    this.#all ??= this.list().catch((error) => {
      this.#all = undefined; // next time anew
      throw error;
    });
    return matching(await this.#all, text);
  }

  async lookUp(id) {
    const found = await this.search('');
    return found.find((hit) => hit.id === id) ?? { id, label: id };
  }
}

class ContactTypes extends Listed {
  async list() {
    return (await get('contact-types')).map((type) => ({ id: type.code, label: type.name }));
  }
}

/** Active campaigns by title, those of the chosen address first. */
class Campaigns extends Source {
  opensEmpty = true;
  within = 'address';

  async search(text, address, signal) {
    return (await get('campaigns', { q: text, address, limit: MOST_HITS }, signal)).map((campaign) => ({
      id: String(campaign.id),
      label: campaign.title,
      detail: joined([campaign.ofAddress && TEXTS[language()].ofAddress, joined([campaign.from, campaign.to].map(day), ' – ')], ' · ')
    }));
  }

  /** An open contact keeps a campaign that was deleted since, which the search no longer finds. */
  async lookUp(id) {
    const campaign = await get(`campaigns/${encodeURIComponent(id)}`);
    return { id, label: campaign.title };
  }
}

const addresses = new Addresses('address');
const SOURCES = new Map(
  [
    addresses,
    new ContactPersons(addresses),
    new Users('user'),
    new ContactTypes('contactType'),
    new Campaigns('campaign')
  ].map((source) => [source.kind, source])
);

/** @returns the source that a form's custom property "lookup" names, or undefined */
export function sourceFor(kind) {
  return SOURCES.get(kind);
}
