package dev.rapport.engine;

import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyManager;

/**
 * Lets a trial deploy beside the deployment that it is for: that one holds the engine's lock on deployments and waits for
 * the trial. What the lock protects, versions that are kept, a trial does not make.
 */
final class TrialProperties implements SessionFactory {

    @Override
    public Class<?> getSessionType() {
        return PropertyManager.class;
    }

    @Override
    public Session openSession() {
        return new Manager();
    }

    /** Instantiated by the engine, one for each command. */
    static final class Manager extends PropertyManager {

        @Override
        public void acquireExclusiveLock() {
            if (!Trial.isRunning()) {
                super.acquireExclusiveLock();
            }
        }
    }
}
