package dev.rapport.engine;

import java.nio.ByteBuffer;
import org.camunda.bpm.engine.impl.variable.serializer.PrimitiveValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.StringValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the texts that the engine's own columns cannot hold: longer than 4,000 characters, or with a NUL or half a
 * surrogate pair, which PostgreSQL takes for an error. They go into the engine's byte table, so that they reach the use
 * case, which takes the long and refuses the others with a sentence. To everybody else they are ordinary texts.
 */
final class TextSerializer extends PrimitiveValueSerializer<StringValue> {

    /** Length of the engine's text columns. */
    private static final int COLUMN = 4_000;

    TextSerializer() {
        super(ValueType.STRING);
    }

    /** Stored with every such variable: never rename. */
    @Override
    public String getName() {
        return "longString";
    }

    @Override
    protected boolean canWriteValue(TypedValue value) {
        return value.getValue() instanceof String text && (text.length() > COLUMN || !isStorable(text));
    }

    @Override
    public StringValue convertToTypedValue(UntypedValueImpl untyped) {
        return Variables.stringValue((String) untyped.getValue(), untyped.isTransient());
    }

    @Override
    public void writeValue(StringValue value, ValueFields fields) {
        // as UTF-16 code units: no encoder may replace what is wrong with the text before anybody has said so
        ByteBuffer bytes = ByteBuffer.allocate(value.getValue().length() * Character.BYTES);
        bytes.asCharBuffer().put(value.getValue());
        fields.setByteArrayValue(bytes.array());
        fields.setTextValue(null);
    }

    @Override
    public StringValue readValue(ValueFields fields, boolean asTransient) {
        byte @Nullable [] bytes = fields.getByteArrayValue();
        String text =
                bytes == null ? null : ByteBuffer.wrap(bytes).asCharBuffer().toString();
        return Variables.stringValue(text, asTransient);
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
