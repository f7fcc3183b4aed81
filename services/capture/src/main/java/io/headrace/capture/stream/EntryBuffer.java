package io.headrace.capture.stream;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The entries of one transaction until its end is known: in memory, and in a file once there are too many.
///
/// Only rows go to the file: the transactions that grow are loads, and decisions are few. The file loses its
/// name as soon as it is open, so that nothing of it is left however this process ends.
final class EntryBuffer implements AutoCloseable {

    private static final int OVERHEAD = 96;

    private final Path folder;
    private final long limit;
    private final List<Entry> memory = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private long bytes;
    private long spooledRows;
    private @Nullable FileChannel file;
    private @Nullable DataOutputStream spool;

    /// @param folder for the file
    /// @param limit bytes to keep in memory
    EntryBuffer(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    void add(Entry entry) {
        memory.add(entry);
        if (entry instanceof Entry.Row row) {
            bytes += row.key().length + length(row.value()) + OVERHEAD;
        }
        if (bytes > limit) {
            spill();
        }
    }

    /// Goes over all entries in order.
    void forEach(Consumer<Entry> visitor) {
        try {
            if (spool != null) {
                spool.flush();
                readSpool(visitor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the transaction spooled to " + folder, e);
        }
        memory.forEach(visitor);
    }

    private void readSpool(Consumer<Entry> visitor) throws IOException {
        if (file == null) {
            return;
        }
        // Not closed: that would close the file.
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(file.position(0)), 1 << 18));
        for (long i = 0; i < spooledRows; i++) {
            String table = tables.get(in.readInt());
            int partition = in.readInt();
            if (partition < 0) {
                visitor.accept(new Entry.Truncate(table));
            } else {
                byte[] key = in.readNBytes(in.readInt());
                int length = in.readInt();
                visitor.accept(new Entry.Row(table, partition, key, length < 0 ? null : in.readNBytes(length)));
            }
        }
        file.position(file.size());
    }

    private void spill() {
        try {
            DataOutputStream out = open();
            List<Entry> kept = new ArrayList<>();
            for (Entry entry : memory) {
                switch (entry) {
                    case Entry.Row row -> write(out, row);
                    case Entry.Truncate truncate -> {
                        out.writeInt(number(truncate.table()));
                        out.writeInt(-1);
                        spooledRows++;
                    }
                    case Entry.Event event -> kept.add(event);
                }
            }
            memory.clear();
            memory.addAll(kept);
            bytes = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot spool a large transaction to " + folder, e);
        }
    }

    private void write(DataOutputStream out, Entry.Row row) throws IOException {
        out.writeInt(number(row.table()));
        out.writeInt(row.partition());
        out.writeInt(row.key().length);
        out.write(row.key());
        byte[] value = row.value();
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
        spooledRows++;
    }

    private static int length(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }

    private int number(String table) {
        int known = tables.indexOf(table);
        if (known >= 0) {
            return known;
        }
        tables.add(table);
        return tables.size() - 1;
    }

    private DataOutputStream open() throws IOException {
        if (spool == null) {
            Files.createDirectories(folder);
            Path named = Files.createTempFile(folder, "transaction-", ".spool");
            file = FileChannel.open(named, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.deleteIfExists(named);
            spool = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 18));
        }
        return spool;
    }

    /// Forgets the entries and their file.
    @Override
    public void close() {
        memory.clear();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the file of a transaction in " + folder, e);
        }
    }
}
