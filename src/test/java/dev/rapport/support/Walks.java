package dev.rapport.support;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Which way an instance took through its model: the ids of the elements, in the order in which they were entered. */
@Component
@Profile("test")
public class Walks {

    private final HistoryService historyService;

    Walks(HistoryService historyService) {
        this.historyService = historyService;
    }

    public List<String> of(String processInstanceId) {
        return historyService
                .createHistoricActivityInstanceQuery()
                .processInstanceId(processInstanceId)
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** The way of the one instance that there has been for an item, such as a contact. */
    public List<String> of(String process, long item) {
        return of(historyService
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(Long.toString(item))
                .processDefinitionKey(process)
                .singleResult()
                .getId());
    }
}
