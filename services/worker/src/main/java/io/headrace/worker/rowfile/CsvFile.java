package io.headrace.worker.rowfile;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// CSV as RFC 4180 has it, in UTF-8, with names in the first line. A null is nothing between two commas; an empty text
/// is `""`.
final class CsvFile implements RowFile {

    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");
    private static final String LINE_END = "\r\n";

    private final BufferedWriter out;

    CsvFile(Path file, RowColumns columns) throws IOException {
        this.out = Files.newBufferedWriter(file);
        line(columns.columns().stream().map(RowColumns.Column::name).toList());
    }

    @Override
    public void write(List<@Nullable Object> values) throws IOException {
        line(values);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void line(List<? extends @Nullable Object> values) throws IOException {
        out.write(values.stream().map(CsvFile::text).collect(Collectors.joining(",")));
        out.write(LINE_END);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        return text.isEmpty() || SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
