package dev.rapport.measure.process;

import dev.rapport.item.process.NamedPeople;
import dev.rapport.item.process.NotifyStep;
import dev.rapport.measure.Measure;
import dev.rapport.measure.ReadMeasure;
import dev.rapport.reminder.SendNotice;
import java.util.Map;
import org.springframework.stereotype.Component;

/** "Benachrichtigen" about a measure. */
@Component("notifyMeasure")
class NotifyMeasureStep extends NotifyStep<Measure> {

    private final ReadMeasure readMeasure;

    NotifyMeasureStep(SendNotice sendNotice, NamedPeople people, ReadMeasure readMeasure) {
        super(declared(MeasureModel.KEY), sendNotice, people);
        this.readMeasure = readMeasure;
    }

    @Override
    protected Measure item(Long id) {
        return readMeasure.read(id);
    }

    @Override
    protected Map<String, String> values(Measure measure) {
        return Map.of("number", measure.number(), "subject", measure.subject());
    }
}
