package io.firebreak.assigner.design;

import java.util.stream.IntStream;

/**
 * The finite field of p^m elements. An element is a polynomial over the integers modulo p, written as the number whose
 * digits to base p are its coefficients; products are reduced by the first monic polynomial of degree m that has no
 * divisor. Source: Lidl and Niederreiter, "Finite Fields", chapter 1.
 */
final class GaloisField {
    private final int prime;
    private final int order;
    private final int reducing;

    /**
     * Finds the reducing polynomial.
     *
     * @param order a prime power
     */
    GaloisField(int order) {
        this.prime = smallestDivisor(order);
        this.order = order;
        if (!isPrimePower(order)) {
            throw new IllegalArgumentException("order %d of a field must be a prime power".formatted(order));
        }
        // A monic polynomial of degree m is p^m and digits below.
        this.reducing = order == prime
                ? 0
                : IntStream.range(order, 2 * order)
                        .filter(this::isIrreducible)
                        .findFirst()
                        .orElseThrow();
    }

    static boolean isPrimePower(int number) {
        if (number < 2) {
            return false;
        }
        int divisor = smallestDivisor(number);
        int rest = number;
        while (rest % divisor == 0) {
            rest /= divisor;
        }
        return rest == 1;
    }

    static int smallestDivisor(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return divisor;
            }
        }
        return number;
    }

    int order() {
        return order;
    }

    int characteristic() {
        return prime;
    }

    int add(int first, int second) {
        int sum = 0;
        for (int place = 1; place < order; place *= prime) {
            sum += (first / place % prime + second / place % prime) % prime * place;
        }
        return sum;
    }

    int negate(int element) {
        return multiply(element, prime - 1);
    }

    int multiply(int first, int second) {
        int product = 0;
        for (int digits = highestPlace(second); digits > 0; digits /= prime) {
            product = add(timesX(product), scale(first, second / digits % prime));
        }
        return product;
    }

    /** The element whose product with a nonzero one is 1. */
    int invert(int element) {
        int inverse = 1;
        int power = element;
        for (int exponent = order - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) == 1) {
                inverse = multiply(inverse, power);
            }
            power = multiply(power, power);
        }
        return inverse;
    }

    private int timesX(int element) {
        if (order == prime) {
            return 0; // no x: there is one digit only, the product starts at 0
        }
        int top = order / prime;
        int leading = element / top;
        return add(element % top * prime, scale(reducing - order, (prime - leading) % prime));
    }

    private int scale(int element, int factor) {
        int scaled = 0;
        for (int place = 1; place < order; place *= prime) {
            scaled += element / place % prime * factor % prime * place;
        }
        return scaled;
    }

    private int highestPlace(int element) {
        int place = 1;
        while (element / place >= prime) {
            place *= prime;
        }
        return place;
    }

    private boolean isIrreducible(int polynomial) {
        for (int divisor = prime; (long) highestPlace(divisor) * highestPlace(divisor) <= order; divisor++) {
            if (remainder(polynomial, divisor) == 0) {
                return false;
            }
        }
        return true;
    }

    private int remainder(int polynomial, int divisor) {
        int divisorPlace = highestPlace(divisor);
        int leading = divisor / divisorPlace;
        int rest = polynomial;
        while (highestPlace(rest) >= divisorPlace && rest >= divisorPlace) {
            int restPlace = highestPlace(rest);
            int factor = quotient(rest / restPlace, leading);
            rest = minus(rest, divisor, factor, restPlace / divisorPlace);
        }
        return rest;
    }

    private int quotient(int numerator, int denominator) {
        return IntStream.range(0, prime)
                .filter(factor -> factor * denominator % prime == numerator)
                .findFirst()
                .orElseThrow();
    }

    private int minus(int from, int polynomial, int factor, int shift) {
        int difference = 0;
        for (int place = 1; place <= from; place *= prime) {
            int taken = place < shift ? 0 : polynomial / (place / shift) % prime * factor;
            difference += Math.floorMod(from / place % prime - taken, prime) * place;
        }
        return difference;
    }
}
