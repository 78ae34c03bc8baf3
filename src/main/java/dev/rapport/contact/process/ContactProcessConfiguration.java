package dev.rapport.contact.process;

import dev.rapport.contact.CompleteContact;
import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.ItemConsistency;
import dev.rapport.engine.Lifecycle;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others have to know of the model {@code contact}. */
@Configuration(proxyBeanMethods = false)
class ContactProcessConfiguration {

    /** What models of this process can rely on. */
    @Bean
    Lifecycle contactLifecycle() {
        return ContactModel.LIFECYCLE;
    }

    /** Open contacts without an instance, and instances without a contact. */
    @Bean
    ConsistencyCheck contactConsistency(
            JdbcClient jdbc, RuntimeService runtimeService, CompleteContact completeContact) {
        return new ItemConsistency(
                ContactModel.KEY,
                "i.status = 'PLANNED' and i.voided_at is null",
                jdbc,
                runtimeService,
                completeContact::restart);
    }
}
