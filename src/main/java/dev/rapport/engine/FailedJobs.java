package dev.rapport.engine;

import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/** A job that goes round in a circle is not tried again: it would do the same, only later. */
final class FailedJobs implements FailedJobCommandFactory {

    @Override
    public Command<Object> getCommand(String job, Throwable thrown) {
        return FailedSteps.isLoop(thrown) ? new GiveUp(job, thrown) : new DefaultJobRetryCmd(job, thrown);
    }

    /** Fails for good at once, which is an incident. */
    private static final class GiveUp extends JobRetryCmd {

        private static final long serialVersionUID = 1;

        GiveUp(String job, Throwable thrown) {
            super(job, thrown);
        }

        @Override
        public @Nullable Object execute(CommandContext context) {
            JobEntity job = getJob();
            if (job != null) {
                job.unlock();
                logException(job);
                job.setRetries(0);
            }
            return null;
        }
    }
}
