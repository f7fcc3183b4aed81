package io.headrace.capture.stream;

import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.data.SpecialValueDecimal;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.headrace.capture.core.ColumnTypes;
import io.headrace.capture.core.Kind;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/// Carries every value of a column, where Debezium's own conversions lose some: `NaN` and infinities of `numeric`
/// would become null, infinite dates garbage.
///
/// Debezium makes an instance by name and hands it every column.
public final class ExactValues implements CustomConverter<SchemaBuilder, RelationalColumn> {

    /// The schema of a column whose type cannot be read; the column is left out.
    static final String UNREADABLE = "io.headrace.Unreadable";

    @Override
    public void configure(Properties properties) {}

    @Override
    public void converterFor(RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
        String type = column.typeName();
        if (type.equals("bytea")) {
            return; // the outbox's payload: Debezium carries it as it is
        }
        Optional<Kind> kind = ColumnTypes.kindOf(type, isEnum(column));
        if (kind.isEmpty()) {
            registration.register(SchemaBuilder.string().optional().name(UNREADABLE), value -> null);
            return;
        }
        switch (kind.get()) {
            case INT ->
                registration.register(
                        SchemaBuilder.int32().optional(), value -> value instanceof Number n ? n.intValue() : null);
            case LONG ->
                registration.register(
                        SchemaBuilder.int64().optional(), value -> value instanceof Number n ? n.longValue() : null);
            case FLOAT ->
                registration.register(
                        SchemaBuilder.float32().optional(), value -> value instanceof Number n ? n.floatValue() : null);
            case DOUBLE ->
                registration.register(
                        SchemaBuilder.float64().optional(),
                        value -> value instanceof Number n ? n.doubleValue() : null);
            case BOOLEAN ->
                registration.register(SchemaBuilder.bool().optional(), value -> value instanceof Boolean b ? b : null);
            case TEXT ->
                registration.register(SchemaBuilder.string().optional(), value -> value == null ? null : text(value));
        }
    }

    /// Enumerations have names of their own; Debezium calls them VARCHAR.
    private static boolean isEnum(RelationalColumn column) {
        return column.jdbcType() == Types.VARCHAR && !column.typeName().equals("name");
    }

    private static @Nullable String text(Object value) {
        return switch (value) {
            case LocalDate date -> date(date);
            case LocalTime time -> TemporalText.time(time);
            case Instant instant -> timestamp(instant);
            case OffsetDateTime instant -> timestampWithZone(instant);
            case SpecialValueDecimal number -> numeric(number);
            default -> value.toString(); // text and arrays: PostgreSQL's own text
        };
    }

    private static String numeric(SpecialValueDecimal number) {
        if (number.getDecimalValue().isPresent()) {
            return number.getDecimalValue().get().toPlainString();
        }
        double special = number.toDouble();
        return Double.isNaN(special) ? "NaN" : special > 0 ? "Infinity" : "-Infinity";
    }

    private static String date(LocalDate date) {
        if (date.equals(PostgresValueConverter.POSITIVE_INFINITY_LOCAL_DATE)) {
            return "infinity";
        }
        return date.equals(PostgresValueConverter.NEGATIVE_INFINITY_LOCAL_DATE) ? "-infinity" : TemporalText.date(date);
    }

    private static String timestamp(Instant instant) {
        if (instant.equals(PostgresValueConverter.POSITIVE_INFINITY_INSTANT)) {
            return "infinity";
        }
        return instant.equals(PostgresValueConverter.NEGATIVE_INFINITY_INSTANT)
                ? "-infinity"
                : TemporalText.timestamp(instant);
    }

    private static String timestampWithZone(OffsetDateTime instant) {
        if (instant.equals(PostgresValueConverter.POSITIVE_INFINITY_OFFSET_DATE_TIME)) {
            return "infinity";
        }
        return instant.equals(PostgresValueConverter.NEGATIVE_INFINITY_OFFSET_DATE_TIME)
                ? "-infinity"
                : TemporalText.timestampWithZone(instant.toInstant());
    }
}
