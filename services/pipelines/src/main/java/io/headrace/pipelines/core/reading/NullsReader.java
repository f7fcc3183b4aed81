package io.headrace.pipelines.core.reading;

import io.headrace.pipelines.core.PipelineSpec.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what becomes of nulls: of all features, or of one.
final class NullsReader {

    private static final String NULLS = "nulls";
    private static final String CONSTANT = "constant";

    /// Exact sums hold 0 and values between these, signs aside.
    private static final double LEAST = 0x1p-60;

    private static final double MOST = 0x1p60;

    private final Problems problems;

    NullsReader(Problems problems) {
        this.problems = problems;
    }

    /// Null where it is absent or no rule, which is then noted.
    @Nullable
    Nulls read(Fields fields) {
        Object value = fields.raw(NULLS);
        if (!fields.has(NULLS)) {
            return null;
        }
        if ("exclude".equals(value)) {
            return new Nulls.Exclude();
        }
        if ("mean".equals(value)) {
            return new Nulls.Mean();
        }
        if ("median".equals(value)) {
            return new Nulls.Median();
        }
        if (value instanceof Map<?, ?>) {
            return constant(fields.at(NULLS), Fields.of(fields.at(NULLS), value, List.of(CONSTANT), problems));
        }
        problems.add(
                fields.at(NULLS),
                "exclude, mean, median or {constant: 0} is expected, not %s".formatted(Scalars.shown(value)));
        return null;
    }

    private @Nullable Nulls constant(String path, @Nullable Fields fields) {
        Double constant = fields == null || !fields.required(CONSTANT) ? null : fields.number(CONSTANT);
        if (constant != null && constant != 0 && (Math.abs(constant) < LEAST || Math.abs(constant) > MOST)) {
            problems.add(path + "." + CONSTANT, "%s is neither 0 nor between 2^-60 and 2^60".formatted(constant));
        }
        return constant == null ? null : new Nulls.Constant(constant);
    }
}
