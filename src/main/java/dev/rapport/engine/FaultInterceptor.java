package dev.rapport.engine;

import dev.rapport.engine.Steps.Step;
import dev.rapport.shared.RequestThread;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Around everything that the engine does: knows whether a model was under way when something went wrong, and lets {@link
 * FailedSteps} answer. What happens within a command is left to the outermost one.
 */
final class FaultInterceptor extends CommandInterceptor {

    private final ObjectProvider<FailedSteps> failedSteps;

    FaultInterceptor(ObjectProvider<FailedSteps> failedSteps) {
        this.failedSteps = failedSteps;
    }

    @Override
    public <T> @Nullable T execute(Command<T> command) {
        return Context.getCommandContext() == null ? outermost(command) : within(command);
    }

    private <T> @Nullable T within(Command<T> command) {
        Step step = Steps.current();
        T result = next.execute(command);
        Steps.back(step);
        return result;
    }

    private <T> @Nullable T outermost(Command<T> command) {
        Steps.forget();
        try {
            return next.execute(command);
        } catch (RuntimeException | StackOverflowError thrown) {
            if (RequestThread.isAnswering()) {
                failedSteps.getObject().throwTrouble(thrown);
            }
            Step step = Steps.current();
            if (step == null || Trial.isRunning() || LookAhead.isLooking()) {
                throw thrown;
            }
            // a job has nobody who reads an answer; who looks for the incident wants to know what it was
            throw failedSteps.getObject().answer(thrown, step, !(command instanceof ExecuteJobsCmd));
        }
    }
}
