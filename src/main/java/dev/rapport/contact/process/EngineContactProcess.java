package dev.rapport.contact.process;

import dev.rapport.address.AddressChoice;
import dev.rapport.contact.Contact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactProcess;
import dev.rapport.item.process.EngineItemProcess;
import dev.rapport.item.process.ItemTasks;
import dev.rapport.shared.BusinessTime;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@link ContactProcess} on the engine. */
@Component
class EngineContactProcess extends EngineItemProcess<Contact, ContactDraft, ContactOutcome> implements ContactProcess {

    private final BusinessTime time;
    private final AddressChoice addressChoice;

    EngineContactProcess(
            RuntimeService runtimeService, ItemTasks tasks, BusinessTime time, AddressChoice addressChoice) {
        super(ContactModel.KEY, ContactModel.Elements.CARRY_OUT, runtimeService, tasks);
        this.time = time;
        this.addressChoice = addressChoice;
    }

    @Override
    public void concern(Contact contact, String card) {
        tell(contact, Map.of(ContactModel.Variables.ADDRESS_NAME, card));
    }

    @Override
    protected Map<String, @Nullable Object> card(Contact contact) {
        return ContactVariables.card(contact, time);
    }

    @Override
    protected Map<String, Object> known(Contact contact) {
        return Map.of(
                ContactModel.Variables.STATUS,
                contact.status().name(),
                ContactModel.Variables.ADDRESS_NAME,
                addressChoice.card(contact.addressId(), contact.contactPersonId()));
    }

    @Override
    protected Map<String, Object> variables(ContactOutcome outcome, boolean work) {
        return ContactVariables.of(outcome, work);
    }

    @Override
    protected ContactOutcome chosen(@Nullable String code) {
        return new ContactOutcome(code, null, null, null);
    }

    @Override
    protected Date due(Contact contact) {
        return Date.from(contact.start());
    }

    @Override
    protected Set<String> reported() {
        return Set.of(ContactModel.Variables.START);
    }
}
