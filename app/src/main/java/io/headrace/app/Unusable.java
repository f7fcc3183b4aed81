package io.headrace.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// Why a file or folder cannot be used, in words: Java's own name a class and the file once more.
public final class Unusable {

    private Unusable() {}

    /// The half of a sentence that follows a colon.
    public static String because(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
