package io.headrace.app.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A part of `headrace bench train`.
enum TrainPart {
    RIDGE,
    XGBOOST;

    /// From its name in small letters.
    static final class Converter implements ITypeConverter<TrainPart> {

        @Override
        public TrainPart convert(String name) {
            return Arrays.stream(values())
                    .filter(part -> part.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'%s' is no part of this bench: there are %s"
                            .formatted(
                                    name,
                                    Arrays.stream(values())
                                            .map(TrainPart::text)
                                            .collect(Collectors.joining(" and ")))));
        }
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
