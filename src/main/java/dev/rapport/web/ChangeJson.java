package dev.rapport.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A {@link Change} in JSON: a missing member changes nothing, {@code null} clears. */
@Configuration
class ChangeJson {

    @Bean
    JsonMapperBuilderCustomizer leavesOutWhatDoesNotChange() {
        return builder -> builder.withConfigOverride(
                Change.class,
                change -> change.setInclude(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)));
    }

    @JacksonComponent
    static class Writer extends ValueSerializer<Change<?>> {

        @Override
        public boolean isEmpty(SerializationContext context, Change<?> change) {
            return !change.present();
        }

        @Override
        public void serialize(Change<?> change, JsonGenerator json, SerializationContext context) {
            json.writePOJO(change.value());
        }
    }

    @JacksonComponent
    static class Reader extends ValueDeserializer<Change<?>> {

        private final @Nullable JavaType valueType;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType valueType) {
            this.valueType = valueType;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = context.getContextualType() != null ? context.getContextualType() : property.getType();
            return new Reader(type.containedTypeOrUnknown(0));
        }

        @Override
        public Change<?> deserialize(JsonParser parser, DeserializationContext context) {
            return Change.to(context.readValue(parser, valueType));
        }

        @Override
        public Change<?> getNullValue(DeserializationContext context) {
            return Change.to(null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Change.none();
        }
    }
}
