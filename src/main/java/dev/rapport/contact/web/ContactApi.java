package dev.rapport.contact.web;

import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.contact.VoidContact;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ForeseenOutcomes;
import dev.rapport.item.web.ItemApi;
import dev.rapport.shared.BusinessTime;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contacts over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/contacts")
class ContactApi extends ItemApi<ContactView, ContactAnswer, ContactChange, ContactApi.OutcomeBody, ContactOutcome> {

    /** Body of a closing. */
    record OutcomeBody(
            @Nullable Integer version,
            @Nullable String outcome,
            @Nullable String start,
            @Nullable String duration,
            @Nullable String infotext)
            implements ItemApi.OutcomeBody<ContactOutcome> {

        @Override
        public ContactOutcome toOutcome() {
            return new ContactOutcome(outcome, start, duration, infotext);
        }
    }

    private final CreateContact createContact;
    private final Idempotency idempotency;
    private final BusinessTime time;

    ContactApi(
            CreateContact createContact,
            ShowContact showContact,
            ChangeContact changeContact,
            CompleteContact completeContact,
            VoidContact voidContact,
            ReadCourse readCourse,
            ForeseenOutcomes outcomes,
            Idempotency idempotency,
            BusinessTime time) {
        super("contact", showContact, changeContact, completeContact, voidContact, readCourse, outcomes);
        this.createContact = createContact;
        this.idempotency = idempotency;
        this.time = time;
    }

    @PostMapping
    ResponseEntity<ContactAnswer> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ContactDraft draft) {
        return idempotency.once(key, draft, ContactAnswer.class, () -> {
            ContactAnswer answer = answer(createContact.create(draft));
            return new Created<>("/api/contacts/" + answer.id(), answer);
        });
    }

    @Override
    protected ContactAnswer answer(Shown<ContactView> shown) {
        return ContactAnswer.of(shown, time);
    }
}
