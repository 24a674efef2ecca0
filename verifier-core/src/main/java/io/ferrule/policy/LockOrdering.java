package io.ferrule.policy;

import java.util.List;

/**
 * Says in which order locks of several classes are taken. It is no assumption: nobody may take them otherwise.
 *
 * @param fields the classes, that which is taken first comes first; at least two
 * @param reason why it is this order
 * @param place where the policy says so
 */
public record LockOrdering(List<FieldPattern> fields, String reason, Place place) {

    public LockOrdering {
        fields = List.copyOf(fields);
        if (fields.size() < 2) {
            throw new IllegalArgumentException("an order is one of two classes of locks, or more");
        }
    }
}
