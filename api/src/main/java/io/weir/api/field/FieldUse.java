package io.weir.api.field;

/** A key or aggregate of named fields: where the type of the records is known, so is whether they have them. */
public interface FieldUse {
    /**
     * Looks for the fields in a class.
     *
     * @throws IllegalArgumentException [API-121] if it does not have one of them
     */
    void check(Class<?> recordType);
}
