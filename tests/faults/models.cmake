# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 9 to 12: files of models, SAEs and indexes that are hostile, lead elsewhere, are cut short or are programs.
add_executable(open_weights open_weights.cpp)  # what the tests measure: no libtorch, no test framework
saferscope_common(open_weights)
target_link_libraries(open_weights PRIVATE saferscope::model_folder saferscope::features saferscope::data)

saferscope_fault_test(hostile_safetensors SOURCES test_hostile_safetensors.cpp LABELS quick)
saferscope_fault_test(hostile_archives SOURCES test_hostile_archives.cpp test_compressed_bombs.cpp LINKS saferscope::archives ZLIB::ZLIB LABELS quick)
saferscope_fault_test(pickle_programs SOURCES test_pickle_programs.cpp LINKS saferscope::archives LABELS quick)
saferscope_fault_test(model_paths SOURCES test_model_paths.cpp LINKS saferscope::archives saferscope_index_fixture LABELS quick)
saferscope_fault_test(lost_pages SOURCES test_lost_pages.cpp LINKS saferscope::jobs saferscope_index_fixture LABELS quick)
saferscope_fault_test(cut_models TORCH SOURCES test_cut_models.cpp ../sae/sae_fixtures.cpp
  LINKS saferscope::model saferscope::sae saferscope_index_fixture LABELS quick)
foreach(name hostile_safetensors hostile_archives pickle_programs model_paths lost_pages)
  add_dependencies(test_fault_${name} open_weights)
endforeach()
add_dependencies(test_fault_model_paths open_texts)
