package dev.rapport.contact.process;

import dev.rapport.contact.RestartContact;
import dev.rapport.engine.ItemConsistency;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open contacts without an instance, and instances without a contact. */
@Component
class ContactConsistency extends ItemConsistency {

    private final RestartContact restartContact;

    ContactConsistency(JdbcClient jdbc, RuntimeService runtimeService, RestartContact restartContact) {
        super(ContactModel.KEY, "i.status = 'PLANNED'", jdbc, runtimeService);
        this.restartContact = restartContact;
    }

    @Override
    protected void restart(Long id) {
        restartContact.restart(id);
    }
}
