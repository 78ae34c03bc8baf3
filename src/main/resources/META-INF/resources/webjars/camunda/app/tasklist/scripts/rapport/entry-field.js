/**
 * The form-js fields behind every date, time and duration of a form: label, description and errors as form-js draws them,
 * and between them text fields that understand what people type. form-js's own take the day before month, or today's time,
 * for what they do not understand, without a word.
 */
import { problem } from './entry-element.js';

/** A text field is one for a duration where it explains its pattern as one; models that are deployed already do. */
export function kindOf(field) {
  if (field?.type === 'datetime') {
    return field.subtype ?? 'date';
  }
  return field?.properties?.patternMessage === 'duration' ? 'duration' : undefined;
}

const two = (number) => String(number).padStart(2, '0');
const local = (date) =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
const WITH_OFFSET = /T?\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const EXACT = { date: /^\d{4}-\d{2}-\d{2}$/, time: /^\d{2}:\d{2}$/, datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/ };

/** What the form keeps, as the fields take it: without an offset, which a form may ask for, and without seconds. */
export function plain(kind, value) {
  if (typeof value !== 'string' || kind === 'duration' || kind === 'date') {
    return value ?? '';
  }
  if (WITH_OFFSET.test(value)) {
    const moment = new Date(kind === 'time' ? `${local(new Date()).slice(0, 11)}${value}` : value);
    return Number.isNaN(moment.getTime()) ? value : kind === 'time' ? local(moment).slice(11) : local(moment);
  }
  return value.replace(/(\d{2}:\d{2}):\d{2}(\.\d+)?$/, '$1');
}

/** The other way round; what is not understood stays as it was typed. */
function serialized(kind, format, value) {
  if (!value || !EXACT[kind]?.test(value) || kind === 'date' || format === 'no_timezone') {
    return value;
  }
  const moment = new Date(kind === 'time' ? `${local(new Date()).slice(0, 11)}${value}` : value);
  if (format === 'utc_normalized') {
    const utc = moment.toISOString().slice(0, 16);
    return `${kind === 'time' ? utc.slice(11) : utc}Z`;
  }
  const minutes = -moment.getTimezoneOffset();
  return `${value}${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** What is wrong with what a field of the form keeps. */
export function entryErrors(field, value) {
  const kind = kindOf(field);
  const wrong = kind && typeof value === 'string' ? problem(kind, plain(kind, value)) : undefined;
  return wrong ? [wrong] : [];
}

/**
 * @param fields the form's other fields: value(key), has(key) and property(key, name)
 * @param Other the component for what is no such field, and its configuration
 */
export function entryField({ Label, Description, Errors }, { jsx, jsxs }, fields, Other) {
  // how a contact ended lies behind, what is planned or tried again ahead
  const toward = () => {
    const again = (fields.property('outcome', 'staysOpen') || '').split(' ').includes(fields.value('outcome'));
    const happened = (fields.has('outcome') && !again) || (fields.has('status') && fields.value('status') !== 'PLANNED');
    return happened ? 'back' : 'ahead';
  };

  const Field = (props) => (kindOf(props.field) ? jsx(Entry, props) : jsx(Other, props));

  const Entry = ({ field, value, errors = [], domId, disabled, readonly, onChange, onFocus, onBlur }) => {
    const kind = kindOf(field);
    const { label, dateLabel, timeLabel, description, validate = {}, timeSerializingFormat } = field;
    const labels = { date: [dateLabel], time: [timeLabel], datetime: [dateLabel, timeLabel], duration: [] }[kind];
    const descriptionId = `${domId}-description`;
    const errorId = `${domId}-error-message`;
    const state = [errors.length > 0 && 'fjs-has-errors', disabled && 'fjs-disabled', readonly && 'fjs-readonly'];
    return jsxs('div', {
      class: ['fjs-form-field', `fjs-form-field-${field.type}`, 'rapport-entry', ...state].filter(Boolean).join(' '),
      children: [
        kind === 'duration' && jsx(Label, { htmlFor: domId, label, required: validate.required }),
        jsx('rapport-entry', {
          inputId: domId,
          labels,
          mandatory: Boolean(validate.required),
          kind,
          value: plain(kind, value),
          toward: toward(),
          describedBy: `${descriptionId} ${errorId}`,
          invalid: errors.length > 0,
          locked: Boolean(disabled || readonly),
          entered: onFocus,
          left: onBlur,
          typed: (typed) => onChange({ value: serialized(kind, timeSerializingFormat, typed), field })
        }),
        jsx(Description, { id: descriptionId, description }),
        jsx(Errors, { id: errorId, errors })
      ]
    });
  };

  Field.config = Other.config;
  return Field;
}

/** A date field for which form-js does not throw away what it does not understand: it is kept, and refused. */
export function keeping({ config }) {
  return { config: { ...config, sanitizeValue: ({ value }) => (typeof value === 'string' && value ? value : null) } };
}
