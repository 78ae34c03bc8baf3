package dev.rapport.measure.web;

import dev.rapport.engine.DrawnModels;
import dev.rapport.item.ReadCourse;
import dev.rapport.item.web.ItemModelPage;
import dev.rapport.measure.MeasureView;
import dev.rapport.measure.ShowMeasure;
import dev.rapport.shared.ModelNames;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The way of a measure through its model. */
@Controller
@RequestMapping("/measures/{id}/model")
class MeasureModelPage extends ItemModelPage<MeasureView> {

    MeasureModelPage(ShowMeasure showMeasure, ReadCourse readCourse, DrawnModels drawnModels, ModelNames modelNames) {
        super("measure", showMeasure, readCourse, drawnModels, modelNames);
    }
}
