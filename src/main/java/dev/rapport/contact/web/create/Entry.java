package dev.rapport.contact.web.create;

import dev.rapport.address.AddressView;
import dev.rapport.contact.web.create.ContactChoices.Hit;
import dev.rapport.contact.web.create.FillForm.Suggested;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.shared.BusinessRuleViolation.Rule;
import dev.rapport.web.Lookup;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The form that creates a contact on its way to the template: under one name, since the web parts of a page share a model.
 *
 * @param focus id of the field in which the cursor is to stand
 */
record Entry(
        ContactForm form,
        Offer offer,
        Refusal refusal,
        @Nullable PersonSearch search,
        @Nullable NewAddress newAddress,
        @Nullable String focus) {

    /** The page on which the form stands alone. */
    static final String PAGE = "contact/new";

    private static final String PART = "contact/create :: form";

    /**
     * What there is to choose from, and what the form knows.
     *
     * @param pastPlanned whether it is about to be planned for the past
     * @param shownAddress the address on which the form stands, or the one that was chosen
     * @param contactPersons of the company on whose page the form stands
     * @param morePersons whether there are others besides
     */
    record Offer(
            List<ContactChoices.Type> types,
            Suggested suggested,
            boolean pastPlanned,
            @Nullable AddressView shownAddress,
            List<Hit> contactPersons,
            boolean morePersons) {

        public List<ReminderLead> leads() {
            return ReminderLead.OFFERED;
        }
    }

    /**
     * What is wrong.
     *
     * @param errors sentences by field
     * @param rule the step of the model that refused
     * @param addresses what may be meant by the text in the field for the address; so are users and campaigns
     */
    record Refusal(
            HttpStatus status,
            Map<String, String> errors,
            @Nullable Rule rule,
            List<Hit> addresses,
            List<Lookup.Choice> users,
            List<Lookup.Choice> campaigns) {

        static final Refusal NOTHING = new Refusal(HttpStatus.OK, Map.of(), null, List.of(), List.of(), List.of());
    }

    /** Contact persons that were searched for (rule 5). */
    record PersonSearch(List<Hit> hits, @Nullable String filter) {}

    /**
     * An address that is not there yet, while it is typed (rule 2).
     *
     * @param company whose contact person it may be
     * @param similar addresses that may be the same; null while nobody looked for them
     * @param errors sentences by field
     */
    record NewAddress(
            NewAddressForm typed,
            @Nullable AddressView company,
            @Nullable List<Hit> similar,
            Map<String, String> errors) {

        NewAddress(NewAddressForm typed, @Nullable AddressView company) {
            this(typed, company, null, Map.of());
        }

        NewAddress similarTo(List<Hit> hits) {
            return new NewAddress(typed, company, hits, errors);
        }

        NewAddress refused(Map<String, String> sentences) {
            return new NewAddress(typed, company, similar, sentences);
        }
    }

    Entry(ContactForm form, Offer offer) {
        this(form, offer, Refusal.NOTHING, null, null, null);
    }

    Entry with(Refusal wrong) {
        return new Entry(form, offer, wrong, search, newAddress, focus);
    }

    Entry with(PersonSearch found) {
        return new Entry(form, offer, refusal, found, newAddress, focus);
    }

    Entry with(NewAddress typed) {
        return new Entry(form, offer, refusal, search, typed, focus);
    }

    Entry focus(String id) {
        return new Entry(form, offer, refusal, search, newAddress, id);
    }

    /** Whether the address is given by the page. */
    public boolean fixed() {
        return form.address() != null;
    }

    ModelAndView view(HtmxRequest htmx) {
        ModelAndView view = new ModelAndView(htmx.isHtmxRequest() ? PART : PAGE, "entry", this);
        boolean refusedAddress = newAddress != null && !newAddress.errors().isEmpty();
        view.setStatus(refusedAddress ? HttpStatus.UNPROCESSABLE_CONTENT : refusal.status());
        return view;
    }
}
