package io.headrace.kernel.shell;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/// Teaches Jackson sealed interfaces, so that states need none of its annotations.
final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedClass type && isSealed(type.getRawType())) {
            return JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true, true);
        }
        return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isSealed()) {
            return super.findSubtypes(config, annotated);
        }
        List<NamedType> leaves = new ArrayList<>();
        collect(type, leaves);
        return leaves;
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        return isSealed(type.getRawType()) ? type.getRawType().getSimpleName() : super.findTypeName(config, type);
    }

    /// A sealed interface, or one of its records.
    private static boolean isSealed(Class<?> type) {
        if (type.isEnum()) {
            return false;
        }
        if (type.isSealed()) {
            return true;
        }
        for (Class<?> above : type.getInterfaces()) {
            if (above.isSealed()) {
                return true;
            }
        }
        return false;
    }

    private static void collect(Class<?> type, List<NamedType> leaves) {
        if (!type.isSealed()) {
            leaves.add(new NamedType(type, type.getSimpleName()));
            return;
        }
        for (Class<?> below : type.getPermittedSubclasses()) {
            collect(below, leaves);
        }
    }
}
