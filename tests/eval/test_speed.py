"""What the speed measure counts: reports of one length, and the operations of matrix products."""

from __future__ import annotations

import pytest

from eval.speed import recut

pytest.importorskip("onnx")

from eval.peak import Work, product_operations


def test_texts_are_cut_anew_every_so_many_words_with_their_paragraphs() -> None:
    assert list(recut(["one two\n\nthree", "four five six seven"], 3)) == [
        "one two\n\nthree",
        "four five six",
    ]


def test_a_products_operations_are_two_for_each_multiplication() -> None:
    node = {
        "op_name": "FusedMatMul",
        "input_type_shape": [{"float": [1, 12, 7, 32]}, {"float": [1, 12, 32, 5]}],
        "output_type_shape": [{"float": [1, 12, 7, 5]}],
    }
    assert product_operations(node) == 2 * 12 * 7 * 5 * 32
    assert product_operations(node | {"op_name": "Softmax"}) == 0


def test_work_grows_with_the_square_of_a_windows_length() -> None:
    assert Work(linear=10, square=2).of([3, 1]) == 10 * 3 + 2 * 9 + 10 + 2
