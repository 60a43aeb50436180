# SPDX-License-Identifier: GPL-3.0-or-later
# The Causal lab's page and its One pair tab, over an engine without a model.
foreach(name causal_pair causal_pair_state)
  saferscope_test(${name} QT SOURCES ${name}_test.cpp causal_pair_fixture.h LINKS saferscope::ui_causal saferscope_synthetic_index
    LABELS quick)
endforeach()
saferscope_test(causal_parts QT SOURCES causal_parts_test.cpp LINKS saferscope::ui_causal LABELS quick)
saferscope_test(causal_page QT SOURCES causal_page_test.cpp LINKS saferscope::ui_causal saferscope_synthetic_index
  LABELS quick)
