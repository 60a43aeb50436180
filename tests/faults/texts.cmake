# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 13, 14, 22 and 23: texts and tables of strangers.
add_executable(open_texts open_texts.cpp)  # what the tests measure: no libtorch, no test framework
saferscope_common(open_texts)
target_link_libraries(open_texts PRIVATE saferscope::text saferscope::data)
saferscope_fault_test(tokenizer_attacks SOURCES test_tokenizer_attacks.cpp test_sentencepiece_attacks.cpp
  LINKS saferscope::text LABELS slow TIMEOUT 600)
saferscope_fault_test(template_attacks SOURCES test_template_attacks.cpp LINKS saferscope::text LABELS slow TIMEOUT 600)
saferscope_fault_test(dirty_pairs SOURCES test_dirty_pairs.cpp LINKS saferscope::data ZLIB::ZLIB LABELS slow TIMEOUT 600)
saferscope_fault_test(csv_export SOURCES test_csv_export.cpp
  LINKS saferscope::data saferscope::exports saferscope::experiments LABELS quick)
saferscope_fault_test(judge_injection SOURCES test_judge_injection.cpp LINKS saferscope::judge saferscope::demo LABELS quick)
foreach(name tokenizer_attacks template_attacks dirty_pairs)
  add_dependencies(test_fault_${name} open_texts)
endforeach()
