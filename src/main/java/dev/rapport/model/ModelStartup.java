package dev.rapport.model;

import dev.rapport.engine.ModelFault;
import dev.rapport.engine.ModelFaults;
import dev.rapport.model.MissingSteps.MissingStep;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Seeds and checks the models before the web server takes requests, and so before the job executor starts, which waits
 * for the application to be ready. The health entry {@code models} names steps that models miss, what in them would be
 * refused today, and what has shown to be wrong.
 */
@Component("models")
class ModelStartup implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(ModelStartup.class);

    private final Standards standards;
    private final SeedModels seedModels;
    private final RestoreStandards restoreStandards;
    private final MissingSteps missingSteps;
    private final CheckInForce checkInForce;
    private final ModelFaults modelFaults;
    private volatile boolean running;
    private volatile List<MissingStep> missing = List.of();
    private volatile List<String> errors = List.of();

    ModelStartup(
            Standards standards,
            SeedModels seedModels,
            RestoreStandards restoreStandards,
            MissingSteps missingSteps,
            CheckInForce checkInForce,
            ModelFaults modelFaults) {
        this.standards = standards;
        this.seedModels = seedModels;
        this.restoreStandards = restoreStandards;
        this.missingSteps = missingSteps;
        this.checkInForce = checkInForce;
        this.modelFaults = modelFaults;
    }

    @Override
    public void start() {
        seedModels.seed(standards.all());
        restoreStandards.restore(standards.all());
        missing = missingSteps.find();
        missing.forEach(step -> log.error("A model names a step that this version does not have: {}", step));
        errors = checkInForce.check();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 100;
    }

    @Override
    public Health health() {
        Health.Builder health = missing.isEmpty() ? Health.up() : Health.down();
        if (!missing.isEmpty()) {
            health.withDetail(
                    "missingSteps", missing.stream().map(MissingStep::toString).toList());
        }
        // they are in force and nothing is taken away: shown, and no reason to be down
        if (!errors.isEmpty()) {
            health.withDetail("errors", errors);
        }
        try {
            List<String> faults =
                    modelFaults.open().stream().map(ModelStartup::shortly).toList();
            if (!faults.isEmpty()) {
                health.withDetail("faults", faults);
            }
        } catch (DataAccessException | TransactionException away) {
            // whether the database can be reached is the entry "db"
            health.withException(away);
        }
        return health.build();
    }

    private static String shortly(ModelFault fault) {
        return fault.process() + " version " + fault.version() + " at " + fault.element() + ": "
                + fault.kind().name().toLowerCase(Locale.ROOT) + ", " + fault.count() + " times";
    }
}
