package dev.rapport.engine;

import java.net.URL;
import java.time.ZoneId;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Parses models, their timers that count from the item ({@link DaysAfterStart}) among them, against a schema that is read once. The engine reads the schema of BPMN anew for each model, which was a
 * fifth of what a trial takes. A model cannot name a schema of its own either: with a schema at hand, where it says that
 * others lie is not looked at.
 */
final class KeptSchema implements BpmnParseFactory {

    /** No model may say more than what it is: no document type, no entity, no inclusion. */
    private static final String[] NEVER = {
        "http://xml.org/sax/features/external-general-entities",
        "http://xml.org/sax/features/external-parameter-entities",
        "http://apache.org/xml/features/nonvalidating/load-external-dtd"
    };

    private final Schema schema = bpmn();
    private final ZoneId zone;

    /**
     * A factory for the engine.
     *
     * @param zone the time zone of the business
     */
    KeptSchema(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public BpmnParse createBpmnParse(BpmnParser parser) {
        return new Parse(new Parser(parser));
    }

    private static Schema bpmn() {
        URL location = ReflectUtil.getResource(BpmnParser.BPMN_20_SCHEMA_LOCATION);
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(location);
        } catch (SAXException e) {
            throw new IllegalStateException(location + " cannot be read", e);
        }
    }

    private final class Parse extends BpmnParse {

        private @Nullable ActivityImpl timed;

        Parse(BpmnParser parser) {
            super(parser);
            // what the parser brings along is not read again
            schemaResource = null;
        }

        @Override
        protected TimerDeclarationImpl parseTimer(Element definition, ActivityImpl timer, String handler) {
            timed = timer;
            return super.parseTimer(definition, timer, handler);
        }

        /** A date is what is asked for first: one that is reckoned from the item has to be followed. */
        @Override
        protected @Nullable Expression parseExpression(Element definition, String name) {
            Expression written = super.parseExpression(definition, name);
            if (timed == null || !"timeDate".equals(name)) {
                return written;
            }
            String process = ((ProcessDefinitionEntity) timed.getProcessDefinition()).getKey();
            Expression days = DaysAfterStart.of(rootElement, timed.getId(), process, expressionManager, zone)
                    .orElse(null);
            if (days != null || (written != null && !written.isLiteralText())) {
                StartTimers.mark(timed, days != null);
            }
            return days == null ? written : days;
        }
    }

    private final class Parser extends BpmnParser {

        Parser(BpmnParser engines) {
            super(engines.getExpressionManager(), KeptSchema.this);
            setParseListeners(engines.getParseListeners());
        }

        @Override
        protected SAXParser getSaxParser() throws ParserConfigurationException, SAXException {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setSchema(schema);
            factory.setNamespaceAware(true);
            factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            for (String feature : NEVER) {
                factory.setFeature(feature, false);
            }
            return factory.newSAXParser();
        }

        /** It always takes place. */
        @Override
        protected void enableSchemaValidation(boolean asked) {}
    }
}
