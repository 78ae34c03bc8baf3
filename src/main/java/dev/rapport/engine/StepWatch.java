package dev.rapport.engine;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.Condition;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.util.function.SingletonSupplier;

/**
 * Lets {@link Steps} and {@link StepLog} follow the engine through every model, those too that were deployed before: a model is read again
 * whenever the engine loads it. Whatever can fail in a step comes after one of the moments that are watched: a flow is
 * taken (then follow the timers at the element's edge), the element starts, a condition is looked at, the element ends.
 */
final class StepWatch extends AbstractBpmnParseListener {

    private final Supplier<StepLog> log;

    private final ExecutionListener take = execution -> {
        ExecutionEntity here = (ExecutionEntity) execution;
        Passage.of(here.getTransition(), here);
        Steps.at((ActivityImpl) here.getTransition().getDestination(), here);
        passed(here.getTransition().getId(), here);
    };

    private final ExecutionListener start = execution -> {
        ExecutionEntity here = (ExecutionEntity) execution;
        Passage.of(here.getActivity(), here);
        Steps.at(here.getActivity(), here);
        Steps.count(here);
        // whatever a flow leads to is known by the flow
        if (here.getActivity().getIncomingTransitions().isEmpty()) {
            passed(Steps.drawn(here.getActivity().getId()), here);
        }
    };

    private static final ExecutionListener END = execution -> {
        ExecutionEntity here = (ExecutionEntity) execution;
        Steps.at(here.getActivity(), here);
    };

    /** @param log is told the way; asked for when the first model runs */
    StepWatch(Supplier<StepLog> log) {
        this.log = SingletonSupplier.of(log);
    }

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        definitions.forEach(this::watch);
    }

    private void passed(String element, ExecutionEntity here) {
        log.get().passed(here.getProcessDefinition(), element, here, here.getRootProcessInstanceId());
    }

    private void watch(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, start, 0);
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, END, 0);
            for (PvmTransition flow : activity.getOutgoingTransitions()) {
                TransitionImpl transition = (TransitionImpl) flow;
                transition.addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, take, 0);
                if (transition.getProperty(BpmnParse.PROPERTYNAME_CONDITION) instanceof Condition condition) {
                    transition.setProperty(BpmnParse.PROPERTYNAME_CONDITION, new Watched(condition, activity));
                }
            }
            watch(activity);
        }
    }

    /** A condition of a flow that leaves an element. */
    private record Watched(Condition condition, ActivityImpl element) implements Condition {

        @Override
        public boolean evaluate(DelegateExecution execution) {
            return evaluate(execution, execution);
        }

        @Override
        public boolean evaluate(VariableScope scope, DelegateExecution execution) {
            Steps.at(element, (ExecutionEntity) execution);
            return condition.evaluate(scope, execution);
        }

        @Override
        public boolean tryEvaluate(VariableScope scope, DelegateExecution execution) {
            Steps.at(element, (ExecutionEntity) execution);
            return condition.tryEvaluate(scope, execution);
        }
    }
}
