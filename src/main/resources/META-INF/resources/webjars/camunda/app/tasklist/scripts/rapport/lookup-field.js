/**
 * The form-js field behind every text field with a custom property "lookup": label, description and errors as form-js
 * draws them, and between them Rapport's lookup. What is stored is the id, what is shown is the name.
 */
import './lookup-element.js';
import { sourceFor } from './lookup-sources.js';

/** Names in other fields of the form, where a form calls them differently. */
const DEFAULT_KEYS = { addressKey: 'addressId', contactPersonKey: 'contactPersonId' };

/**
 * @param fields the form's other fields: value(key) and change(key, value)
 * @returns a component for form-js: the lookup where a field asks for one, else the ordinary text field
 */
export function lookupField({ Textfield, Label, Description, Errors }, { jsx, jsxs }, fields) {
  const Field = (props) => {
    const source = sourceFor(props.field.properties?.lookup);
    return source ? jsx(Lookup, { ...props, source }) : jsx(Textfield, props);
  };

  const Lookup = ({ field, source, value, errors = [], domId, disabled, readonly, onChange, onFocus, onBlur }) => {
    const { label, description, validate = {}, properties } = field;
    const { addressKey, contactPersonKey } = { ...DEFAULT_KEYS, ...properties };
    const descriptionId = `${domId}-description`;
    const errorId = `${domId}-error-message`;
    const state = [errors.length > 0 && 'fjs-has-errors', disabled && 'fjs-disabled', readonly && 'fjs-readonly'];

    return jsxs('div', {
      class: ['fjs-form-field', 'fjs-form-field-textfield', 'rapport-lookup', ...state].filter(Boolean).join(' '),
      children: [
        jsx(Label, { htmlFor: domId, label, required: validate.required }),
        jsx('rapport-lookup', {
          inputId: domId,
          source,
          // contact persons are those of the chosen address, and its campaigns come first
          scope: () => (source.within === 'address' ? fields.value(addressKey) : ''),
          selected: value ?? '',
          describedBy: `${descriptionId} ${errorId}`,
          mandatory: Boolean(validate.required),
          invalid: errors.length > 0,
          locked: Boolean(disabled || readonly),
          entered: onFocus,
          left: onBlur,
          chosen: (hit) => {
            choose(hit);
          }
        }),
        jsx(Description, { id: descriptionId, description }),
        jsx(Errors, { id: errorId, errors })
      ]
    });

    /** Choosing a contact person puts the company on the contact as its address, wherever the person was found. */
    function choose(hit) {
      const companyId = hit?.companyId ?? '';
      if (source.kind === 'address') {
        onChange({ value: hit ? companyId || hit.id : '' });
        fields.change(contactPersonKey, companyId ? hit.id : '');
      } else {
        onChange({ value: hit?.id ?? '' });
        if (source.kind === 'contactPerson' && companyId && fields.value(addressKey) !== companyId) {
          fields.change(addressKey, companyId);
        }
      }
    }
  };

  Field.config = Textfield.config;
  return Field;
}
