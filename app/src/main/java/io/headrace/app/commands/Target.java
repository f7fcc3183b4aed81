package io.headrace.app.commands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A pipeline, or one version of it: `house-price` or `house-price@3`.
///
/// @param version null where none is named
public record Target(String pipeline, @Nullable Long version) {

    /// Reads what a person typed.
    public static final class Converter implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            int at = text.indexOf('@');
            if (at < 0 && !text.isBlank()) {
                return new Target(text, null);
            }
            String version = text.substring(at + 1);
            if (at < 1 || !version.matches("[1-9][0-9]{0,17}")) {
                throw new TypeConversionException(
                        "'%s' is neither a pipeline nor PIPELINE@VERSION such as house-price@3".formatted(text));
            }
            return new Target(text.substring(0, at), Long.valueOf(version));
        }
    }

    /// Reads what a person typed for a command that is about no version.
    public static final class WholeConverter implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            Target target = new Converter().convert(text);
            if (target.version() != null) {
                throw new TypeConversionException(
                        "'%s' names a version, and this is about the pipeline as a whole; write %s"
                                .formatted(text, target.pipeline()));
            }
            return target;
        }
    }
}
