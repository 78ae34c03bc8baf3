package dev.rapport.engine;

import org.camunda.bpm.engine.impl.variable.serializer.AbstractTypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * Hands a record of ours to the first step as it is. It is transient, and gone when the command ends; the engine would write it down as
 * JSON all the same, twice, and never read it.
 */
final class HandedInSerializer extends AbstractTypedValueSerializer<ObjectValue> {

    HandedInSerializer() {
        super(ValueType.OBJECT);
    }

    @Override
    public String getName() {
        return "handedIn";
    }

    @Override
    protected boolean canWriteValue(TypedValue value) {
        return value.isTransient() && value.getValue() instanceof Record;
    }

    @Override
    public ObjectValue convertToTypedValue(UntypedValueImpl untyped) {
        return Variables.objectValue(untyped.getValue(), true).create();
    }

    @Override
    public void writeValue(ObjectValue value, ValueFields fields) {
        // nothing is kept
    }

    @Override
    public ObjectValue readValue(ValueFields fields, boolean deserialized, boolean asTransient) {
        throw new IllegalStateException("What is handed in ends with the command that it is handed in with");
    }
}
