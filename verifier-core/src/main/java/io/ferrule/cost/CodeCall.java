package io.ferrule.cost;

import java.math.BigInteger;
import java.util.List;

/**
 * A call of one block, or a jump out of the function.
 *
 * @param targets the functions of the object that it may lead to, by id
 * @param external what the most expensive external function takes that it may lead to; 0 where there is none
 */
record CodeCall(List<String> targets, BigInteger external) {
    CodeCall {
        targets = List.copyOf(targets);
    }
}
