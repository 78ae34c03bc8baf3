package dev.rapport.shared;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The time at which a transaction happens: all that it writes down carries the same one, so that it can be told as one
 * thing that one person did.
 */
@Component
public class Moment {

    private final BusinessTime time;

    Moment(BusinessTime time) {
        this.time = time;
    }

    /** The same for the whole transaction; outside of one it is now, and where the clock stands still it is what that shows. */
    public Instant now() {
        if (time.isStopped()) {
            return time.now();
        }
        if (TransactionSynchronizationManager.getResource(this) instanceof Instant known) {
            return known;
        }
        Instant moment = time.now();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.bindResource(this, moment);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(Moment.this);
                }
            });
        }
        return moment;
    }
}
