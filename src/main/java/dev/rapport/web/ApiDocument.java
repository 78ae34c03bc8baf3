package dev.rapport.web;

import com.fasterxml.jackson.databind.JavaType;
import dev.rapport.shared.Change;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The OpenAPI document where the code alone does not say it: which fields may be null, what creations and refusals are
 * answered with. A test holds it against real answers.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig().replaceWithClass(Change.class, String.class);
    }

    @Bean
    static ModelConverter records(ObjectMapperProvider mappers) {
        return new Records(mappers);
    }

    /**
     * What creates answers 201 and says where; so does 202 what will be done. What deletes and may answer with something
     * has kept it; else it answers 204.
     */
    @Bean
    static OperationCustomizer successes() {
        return (operation, handler) -> {
            Class<?> returned =
                    ResolvableType.forMethodParameter(handler.getReturnType()).resolve();
            ApiResponse accepted = operation.getResponses().get("202");
            if (accepted != null) {
                accepted.addHeaderObject("Location", new Header().schema(new StringSchema()));
            }
            ApiResponse answer = operation.getResponses().get("200");
            if (handler.hasMethodAnnotation(MayWait.class)) {
                operation
                        .getResponses()
                        .addApiResponse(
                                "202",
                                new ApiResponse()
                                        .description(HttpStatus.ACCEPTED.getReasonPhrase())
                                        .addHeaderObject("Location", new Header().schema(new StringSchema())));
            }
            if (handler.hasMethodAnnotation(DeleteMapping.class) && returned == ResponseEntity.class) {
                operation
                        .getResponses()
                        .addApiResponse("204", new ApiResponse().description(HttpStatus.NO_CONTENT.getReasonPhrase()));
            }
            if (handler.hasMethodAnnotation(PostMapping.class) && returned == ResponseEntity.class && answer != null) {
                operation.getResponses().remove("200");
                answer.addHeaderObject("Location", new Header().schema(new StringSchema()));
                operation
                        .getResponses()
                        .addApiResponse("201", answer.description(HttpStatus.CREATED.getReasonPhrase()));
            }
            return operation;
        };
    }

    @Bean
    static OpenApiCustomizer refusals() {
        return document -> {
            document.setInfo(new Info().title("Rapport").version("1"));
            var problem = ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(Problems.Problem.class).resolveAsRef(true));
            problem.referencedSchemas.forEach(document.getComponents()::addSchemas);
            Content content = new Content()
                    .addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType().schema(problem.schema));
            document.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> addRefusals(operation, method, path, content)));
            sort(document);
        };
    }

    private static void addRefusals(Operation operation, PathItem.HttpMethod method, String path, Content content) {
        TreeSet<HttpStatus> refusals = new TreeSet<>(List.of(HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN));
        if (path.contains("{")) {
            refusals.add(HttpStatus.NOT_FOUND);
        }
        if (operation.getParameters() != null || operation.getRequestBody() != null) {
            refusals.add(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (operation.getRequestBody() != null) {
            refusals.add(HttpStatus.BAD_REQUEST);
        }
        if (method != PathItem.HttpMethod.GET) {
            refusals.add(HttpStatus.CONFLICT);
        }
        ApiResponses responses = operation.getResponses();
        refusals.forEach(status -> responses.addApiResponse(
                Integer.toString(status.value()),
                new ApiResponse().description(status.getReasonPhrase()).content(content)));
    }

    /** Another order at each start would make two documents of one. */
    private static void sort(OpenAPI document) {
        var sorted = new io.swagger.v3.oas.models.Paths();
        document.getPaths().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
        document.setPaths(sorted);
    }

    /**
     * Reads records as they are written: what is not {@link Nullable} is always there, and a nested record is named after
     * its API, because several have a {@code ChangeBody}.
     */
    private static final class Records extends ModelResolver {

        Records(ObjectMapperProvider mappers) {
            super(mappers.jsonMapper(), new Names());
            openapi31(true);
        }

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
            Schema<?> resolved = super.resolve(type, context, next);
            Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
            if (resolved == null || !raw.isRecord()) {
                return resolved;
            }
            String reference = resolved.get$ref();
            Schema<?> defined = reference == null
                    ? resolved
                    : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
            if (defined != null && defined.getProperties() != null) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    describe(defined, component);
                }
            }
            return resolved;
        }

        private static void describe(Schema<?> schema, RecordComponent component) {
            Schema<?> property = schema.getProperties().get(component.getName());
            if (property == null) {
                return;
            }
            if (component.getType() != Change.class
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                if (schema.getRequired() == null || !schema.getRequired().contains(component.getName())) {
                    schema.addRequiredItem(component.getName());
                }
            } else if (property.get$ref() != null) {
                schema.getProperties()
                        .put(
                                component.getName(),
                                new JsonSchema().anyOf(List.of(property, new JsonSchema().types(Set.of("null")))));
            } else if (property.getTypes() != null) {
                property.addType("null");
            }
        }
    }

    private static final class Names extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> outer = type.getEnclosingClass();
            if (outer == null) {
                return type.getSimpleName();
            }
            String prefix = outer.getSimpleName().replaceAll("(Api|s)$", "");
            return type.getSimpleName().startsWith(prefix) ? type.getSimpleName() : prefix + type.getSimpleName();
        }

        /** What an API inherits is named as if it were its own: the closed answer of a {@code ContactAnswer}. */
        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            Class<?> outer = type.getRawClass().getEnclosingClass();
            if (outer == null || !Modifier.isAbstract(outer.getModifiers())) {
                return super.nameForGenericType(type, options);
            }
            return nameForType(type.containedType(0), options).replaceFirst("Answer$", "")
                    + type.getRawClass().getSimpleName();
        }
    }
}
