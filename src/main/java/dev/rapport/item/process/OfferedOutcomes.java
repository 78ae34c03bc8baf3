package dev.rapport.item.process;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.ReportPaths;
import dev.rapport.item.OfferedOutcome;
import dev.rapport.shared.ModelNames;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How tasks can end, as deployed models offer it to the reader. */
@Component
public class OfferedOutcomes {

    private final RepositoryService repositoryService;
    private final List<Lifecycle> lifecycles;
    private final ModelledOutcomes outcomes;
    private final ReportPaths paths;
    private final ModelNames names;

    OfferedOutcomes(
            RepositoryService repositoryService,
            List<Lifecycle> lifecycles,
            ModelledOutcomes outcomes,
            ReportPaths paths,
            ModelNames names) {
        this.repositoryService = repositoryService;
        this.lifecycles = lifecycles;
        this.outcomes = outcomes;
        this.paths = paths;
        this.names = names;
    }

    /** What the version in force offers where people say how an item ended; none of a process in which nobody does. */
    public List<OfferedOutcome> inForce(String process) {
        return lifecycles.stream()
                .filter(each -> each.process().equals(process))
                .map(Lifecycle::work)
                .filter(work -> work != null)
                .flatMap(work -> of(newest(process), work.task()).stream())
                .toList();
    }

    private String newest(String process) {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    List<OfferedOutcome> of(String definition, String element) {
        Locale reader = LocaleContextHolder.getLocale();
        return outcomes.offered(definition, element).stream()
                .map(outcome -> new OfferedOutcome(
                        outcome.code(),
                        outcome.verb(reader, names),
                        paths.category(definition, element, outcome),
                        outcome.named().colour()))
                .toList();
    }
}
